-- Writes wikitext: names, links, tables and lists, of which none can be mistaken for markup.

local data = mw.loadData( 'Module:Newsdesk/data' )

local draw = {}

function draw.plain( text )
	return mw.text.nowiki( text )
end

-- A name keeps its own direction, whatever is written around it.
function draw.name( text )
	return text == '' and '' or '<bdi>' .. draw.plain( text ) .. '</bdi>'
end

-- Names of accounts can be long: they break where they have a mark, so that tables stay narrow.
function draw.handle( text )
	return ( draw.name( text ):gsub( '[@.]', '<wbr>%0' ) )
end

function draw.outside( address, label )
	return address and ( '[%s %s]' ):format( address, label ) or label
end

function draw.inside( title, label )
	return ( '[[:%s|%s]]' ):format( title.fullText, label )
end

function draw.box( tag, speaks )
	return mw.html.create( tag ):attr( { lang = speaks.lang, dir = speaks.dir } )
end

-- Draws rows of cells, of which the first is the heading; columns without any text are left out.
-- On a phone the table is moved sideways, and the page around it stays as it is.
function draw.table( speaks, headings, rows )
	local filled = {}
	for _, row in ipairs( rows ) do
		for column in ipairs( headings ) do
			filled[ column ] = filled[ column ] or row[ column ] ~= ''
		end
	end
	local drawn = draw.box( 'table', speaks ):addClass( 'wikitable newsdesk-table' )
	local function add( cells, isHead )
		local row = drawn:tag( 'tr' )
		for column, text in ipairs( cells ) do
			if filled[ column ] and ( isHead or column == 1 ) then
				row:tag( 'th' ):attr( 'scope', isHead and 'col' or 'row' ):wikitext( text )
			elseif filled[ column ] then
				row:tag( 'td' ):wikitext( text )
			end
		end
	end
	add( headings, true )
	for _, row in ipairs( rows ) do
		add( row )
	end
	return '<div style="overflow-x:auto">' .. tostring( drawn ) .. '</div>'
end

function draw.list( speaks, lines )
	local drawn = draw.box( 'div', speaks ):addClass( 'newsdesk-list mw-content-' .. speaks.dir )
	local list = drawn:tag( 'ul' )
	for _, text in ipairs( lines ) do
		list:tag( 'li' ):wikitext( text )
	end
	return tostring( drawn )
end

-- An address of the tool as a link: by the wiki's own prefix for it where there is one, as long as
-- a title can hold the path.
function draw.toTool( path, label )
	local prefix, before = data.interwiki:match( '^([^:]+):(.*)$' )
	if prefix and mw.site.interwikiMap()[ prefix ] and not path:find( '%', 1, true ) then
		local title = mw.title.new( data.interwiki .. path )
		if title and title.interwiki == prefix and title.fragment == ''
			and title.text == ( before .. path ):gsub( '_', ' ' )
		then
			return ( '[[%s%s|%s]]' ):format( data.interwiki, path, label )
		end
	end
	local encoded = mw.uri.encode( path, 'WIKI' ):gsub( "'", '%%27' ):gsub( '__', '_%%5F' )
	return '<span class="plainlinks">'
		.. draw.outside( data.url:gsub( '/$', '' ) .. encoded, label ) .. '</span>'
end

return draw
