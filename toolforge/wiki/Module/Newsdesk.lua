-- Prints what the configuration page of Newsdesk says, and links to the sync status of news.
-- It shows no errors in pages: who previews an edit is told what is missing.

local data = mw.loadData( 'Module:Newsdesk/data' )
local config = require( 'Module:Newsdesk/config' )
local draw = require( 'Module:Newsdesk/draw' )
local words = require( 'Module:Newsdesk/words' )

local newsdesk = {}

-- What the template was given, else what the module was.
local function arguments( frame )
	local parent = frame:getParent()
	return setmetatable( {}, { __index = function ( _, key )
		local given = frame.args[ key ] or parent and parent.args[ key ]
		given = given and mw.text.trim( given )
		return given ~= '' and given or nil
	end } )
end

local function isOff( given )
	return given == 'no' or given == 'off' or given == '0'
end

local function each( list, call )
	local found = {}
	for _, one in ipairs( list ) do
		found[ #found + 1 ] = call( one )
	end
	return found
end

-- The channels that were asked for, in that order; without a wish all of them.
local function chosen( channels, wanted )
	if not wanted then
		return channels
	end
	local byId = {}
	for _, one in ipairs( channels ) do
		if one.id then
			byId[ one.id ] = one
		end
	end
	return each( mw.text.split( wanted, '%s*,%s*' ), function ( id )
		return byId[ id:lower() ]
	end )
end

local function accountOf( channel )
	if channel.page then
		return draw.inside( channel.page, draw.name( channel.page.fullText ) )
	end
	local host = ( channel.address or '' ):match( '^https://([^/?#]+)' )
	local label = channel.handle ~= '' and channel.handle or host or ''
	return label ~= '' and draw.outside( channel.address, draw.handle( label ) ) or ''
end

local function networkOf( channel )
	local network = channel.network
	local isNamed = not network or channel.name:lower():find( network:lower(), 1, true )
	return draw.name( channel.name ) .. ( isNamed and '' or ' (' .. draw.plain( network ) .. ')' )
end

local function postersOf( channel, speaks )
	local posters = each( channel.posters, function ( poster )
		return draw.inside( poster.title, draw.name( poster.name ) )
	end )
	if channel.ask then
		local place = draw.inside( channel.ask, draw.name( channel.ask.fullText ) )
		posters[ #posters + 1 ] = speaks.say( 'newsdesk-wiki-ask', place )
	end
	return speaks.list( posters )
end

local PUBLISHED = {
	everything = 'newsdesk-wiki-all-news',
	wanted = 'newsdesk-wiki-some-news',
	nothing = 'newsdesk-wiki-own-news',
}

local function channelRow( channel, speaks, isPlain )
	local published = PUBLISHED[ channel.expects ] or PUBLISHED.wanted
	local label = speaks.say( 'newsdesk-wiki-status-channel', draw.name( channel.name ) )
	local status = channel.id and not isPlain and draw.toTool( '/channel/' .. channel.id, label )
	return {
		networkOf( channel ),
		accountOf( channel ),
		speaks.say( published ),
		postersOf( channel, speaks ),
		status or '',
	}
end

local HEADINGS = {
	'newsdesk-wiki-channel',
	'newsdesk-wiki-account',
	'newsdesk-wiki-published',
	'newsdesk-wiki-posters',
	'newsdesk-wiki-status',
}

local function drawChannels( frame, args )
	local read = config.read( args.config or data.config )
	local speaks = words.speaker( frame, args.lang )
	local channels = chosen( read.channels, args.channels )
	if #channels == 0 then
		return '', read
	end
	if args.style == 'list' then
		return draw.list( speaks, each( channels, function ( channel )
			local account = accountOf( channel )
			return networkOf( channel ) .. ( account ~= '' and ' – ' .. account or '' )
		end ) ), read
	end
	return draw.table( speaks, each( HEADINGS, speaks.say ), each( channels, function ( channel )
		return channelRow( channel, speaks, isOff( args.status ) )
	end ) ), read
end

local function accountsOf( followed, wanted, speaks )
	local parts = each( followed.accounts, function ( account )
		if not wanted or wanted[ account.channel.id ] then
			local label = account.address and account.channel.name or account.handle
			return draw.outside( account.address, draw.name( label ) )
		end
	end )
	return speaks.list( parts )
end

local function drawFollowList( frame, args )
	local read = config.read( args.config or data.config )
	local speaks = words.speaker( frame, args.lang )
	local wanted = args.channels and {}
	for _, channel in ipairs( wanted and chosen( read.channels, args.channels ) or {} ) do
		wanted[ channel.id ] = true
	end
	local rows = each( read.follow, function ( one )
		local accounts = accountsOf( one, wanted, speaks )
		if accounts ~= '' or not wanted then
			return { draw.name( one.name ), draw.name( one.about ), accounts }
		end
	end )
	if #rows == 0 then
		return '', read
	end
	if args.style == 'list' then
		return draw.list( speaks, each( rows, function ( row )
			return row[ 1 ] .. ( row[ 2 ] ~= '' and ' – ' .. row[ 2 ] or '' )
				.. ( row[ 3 ] ~= '' and ' (' .. row[ 3 ] .. ')' or '' )
		end ) ), read
	end
	local headings = { 'newsdesk-wiki-followed', 'newsdesk-wiki-about', 'newsdesk-wiki-accounts' }
	return draw.table( speaks, each( headings, speaks.say ), rows ), read
end

local function isMainPage( title )
	local language = mw.language.getContentLanguage()
	local main = mw.title.new( mw.message.new( 'mainpage' ):inLanguage( language ):plain() )
	return main and mw.title.equals( main, title )
		or main and title.prefixedText:find( main.prefixedText .. '/', 1, true ) == 1
end

-- The page with news that this page is, is a translation of, documents or discusses.
local function newsPageHere( title, read )
	local subject = ( title.subjectPageTitle or title ).prefixedText:gsub( '/doc$', '' )
	local base, ending = subject:match( '^(.+)/([^/]+)$' )
	local original = base and mw.language.isKnownLanguageTag( ending ) and base or subject
	for _, news in ipairs( read().news ) do
		if subject == news.prefixedText or original == news.prefixedText then
			return subject
		end
	end
end

local function channelNamed( id, read )
	local found = chosen( read().channels, id )[ 1 ]
	return draw.name( found and found.name or id )
end

-- Where a link leads, and the message that says so with its parameter.
local function target( args, title, read )
	if args.item then
		return '/item/' .. mw.ustring.gsub( args.item, '[%s_]+', '-' ), 'newsdesk-wiki-status-item'
	elseif args.channel then
		local id = args.channel:lower():match( '^[a-z0-9-]+$' )
		return id and '/channel/' .. id, 'newsdesk-wiki-status-channel', id and channelNamed( id, read )
	elseif args.link then
		local isAddress = args.link:find( '^https?://[^%s"<>]+$' )
		return isAddress and '/link/' .. args.link, 'newsdesk-wiki-status-link'
	end
	local page = args.page and mw.title.new( args.page )
	page = page and page.prefixedText or newsPageHere( title, read )
	if page then
		return '/page/' .. page:gsub( ' ', '_' ), 'newsdesk-wiki-status-page'
	end
	return '/status', 'newsdesk-wiki-status-all'
end

local function drawStatus( frame, args )
	local title = mw.title.getCurrentTitle()
	if isMainPage( title ) then
		return ''
	end
	local path, message, parameter = target( args, title, function ()
		return config.read( args.config or data.config )
	end )
	if not path then
		return args.text or ''
	elseif args.text then
		return draw.toTool( path, args.text )
	end
	local speaks = words.speaker( frame, args.lang )
	local link = draw.toTool( path, speaks.say( message, parameter ) )
	return tostring( draw.box( 'span', speaks ):wikitext( link ) )
end

-- Wraps what makes a text, so that a page never shows an error.
local function calm( make )
	return function ( frame )
		local done, text, read = pcall( make, frame, arguments( frame ) )
		if not done then
			mw.addWarning( 'Newsdesk: ' .. draw.plain( tostring( text ) ) )
		elseif read and not read.readable then
			mw.addWarning( 'Newsdesk: ' .. draw.plain( read.title ) .. ' cannot be read.' )
		end
		return done and text or ''
	end
end

newsdesk.channels = calm( drawChannels )
newsdesk.followList = calm( drawFollowList )
newsdesk.status = calm( drawStatus )

return newsdesk
