-- Reads the configuration page. Whatever people wrote there, nothing is thrown, and what is
-- returned has the expected types; what cannot be used is left out.

local config = {}

local LARGEST = 500000
local MOST = { channels = 50, follow = 500, posters = 100 }
local LONGEST = 500
local CLOSED = { [ 'local' ] = 1, localhost = 1, localdomain = 1, internal = 1, lan = 1, onion = 1 }

-- Text in one line. Control characters would also be the marks that the parser works with. What is
-- far too long is not even looked at: trimming it can take longer than a page may.
local function line( value )
	if type( value ) ~= 'string' or #value > 10 * LONGEST then
		return ''
	end
	value = value:gsub( '[%z\1-\31\127]+', ' ' ):match( '^%s*(.-)%s*$' )
	return #value > LONGEST and mw.ustring.len( value ) > LONGEST and '' or value
end

local function isHost( name )
	if #name > 253 or not mw.ustring.find( name, '^%w[%w.-]*%.[%w-]*%w$' ) then
		return false
	end
	if name:find( '..', 1, true ) or name:find( '.-', 1, true ) or name:find( '-.', 1, true ) then
		return false
	end
	local last = name:match( '[^.]+$' ):lower()
	return not last:find( '^%d+$' ) and not CLOSED[ last ] and not name:lower():find( '%.home%.arpa$' )
end

-- Percent-encodes what has a meaning in wikitext or in HTML, with all that is not ASCII.
local function encoded( address )
	address = address:gsub( "[^%w%-._~/?#@:=&+,$!*()%%]", function ( byte )
		return ( '%%%02X' ):format( byte:byte() )
	end )
	return ( address:gsub( '__', '_%%5F' ) )
end

local function address( value )
	local host, rest = line( value ):match( '^https://([^/?#]+)(.*)$' )
	if not host or not isHost( ( host:gsub( ':443$', '' ) ) ) or rest:find( '[%s\\]' ) then
		return nil
	end
	return 'https://' .. host .. encoded( rest )
end

local function page( value, make )
	local name = line( value )
	return name ~= '' and not name:find( '#', 1, true ) and ( make or mw.title.new )( name ) or nil
end

-- What the form of an account's name is on each network, and where its page is.
local NETWORKS = {
	mastodon = { name = 'Mastodon', home = function ( handle )
		local user, host = handle:match( '^([%w_.-]+)@([%w.-]+)$' )
		return user and #user <= 100 and isHost( host ) and host:lower() .. '/@' .. user
	end },
	bluesky = { name = 'Bluesky', home = function ( handle )
		local isId = #handle == 32 and handle:find( '^did:plc:[a-z2-7]+$' )
		local isName = handle:find( '^[%w.-]+$' ) and isHost( handle )
		return ( isId or isName ) and 'bsky.app/profile/' .. handle
	end },
	x = { name = 'X', home = function ( handle )
		return #handle <= 15 and handle:find( '^[%w_]+$' ) and 'x.com/' .. handle
	end },
	facebook = { name = 'Facebook', home = function ( handle )
		return #handle <= 75 and handle:find( '^[%w.-]+$' ) and 'www.facebook.com/' .. handle
	end },
	telegram = { name = 'Telegram', fixed = true, home = function ( handle )
		return #handle <= 32 and handle:find( '^%a[%w_][%w_][%w_]+$' ) and 't.me/s/' .. handle
	end },
}

-- An account on the network of a channel; `address` is nil where the name cannot be one.
local function account( kind, handle, server )
	handle = line( handle ):gsub( '^@', '' )
	if kind == 'mastodon' and server and handle ~= '' and not handle:find( '@', 1, true ) then
		handle = handle .. '@' .. server
	end
	local home = NETWORKS[ kind ] and NETWORKS[ kind ].home( handle )
	return { handle = handle, address = home and encoded( 'https://' .. home ) or nil }
end

-- Calls with each table in a list, at most so many; lists of JSON can have holes.
local function each( list, most, call )
	local found = {}
	for number = 1, type( list ) == 'table' and most or 0 do
		local value = list[ number ]
		found[ #found + 1 ] = value ~= nil and call( value ) or nil
	end
	return found
end

local function poster( value )
	local name = line( value )
	local title = page( name, function ( user )
		return mw.title.makeTitle( 'User', user )
	end )
	return title and { name = name, title = title } or nil
end

local function channel( value )
	if type( value ) ~= 'table' then
		return nil
	end
	local kind = line( value.kind )
	local network = NETWORKS[ kind ]
	local own = account( kind, value.account )
	local id = line( value.id ):match( '^[a-z0-9][a-z0-9-]*$' )
	local name = line( value.name )
	name = name ~= '' and name or network and network.name or id
	return name and {
		id = id and #id <= 32 and id or nil,
		kind = kind,
		name = name,
		network = network and network.name,
		handle = own.handle,
		server = own.handle:match( '@(.+)$' ),
		address = not ( network and network.fixed ) and address( value.url ) or own.address,
		page = kind == 'wiki-page' and page( value.page ) or nil,
		expects = line( value.expects ),
		posters = each( value.posters, MOST.posters, poster ),
		ask = page( value.ask ),
	} or nil
end

local function followed( value, channels )
	local name = type( value ) == 'table' and line( value.name ) or ''
	if name == '' then
		return nil
	end
	local handles = type( value.accounts ) == 'table' and value.accounts or {}
	local accounts = {}
	for _, one in ipairs( channels ) do
		local found = account( one.kind, handles[ one.id or '' ], one.server )
		if found.handle ~= '' then
			found.channel = one
			accounts[ #accounts + 1 ] = found
		end
	end
	return { name = name, about = line( value.about ), accounts = accounts }
end

local function decoded( text )
	local done, value = pcall( mw.text.jsonDecode, text )
	return done and type( value ) == 'table' and value or nil
end

-- The one block of JSON on a page of wikitext; with two of them nobody knows which one counts.
local function block( text )
	local lower, from, found = text:lower(), 1, nil
	while true do
		-- Two plain searches: a pattern would look for the end from each beginning again.
		local _, begun = lower:find( '<syntaxhighlight', from, true )
		local opened = begun and lower:find( '>', begun, true )
		local attributes = opened and lower:sub( begun + 1, opened - 1 )
		local closing = opened and lower:find( '</syntaxhighlight', opened, true )
		if not closing then
			return found
		end
		if attributes:find( 'lang%s*=%s*["\']?json%f[%W]' ) then
			if found then
				return nil
			end
			found = text:sub( opened + 1, closing - 1 )
		end
		from = closing + 1
	end
end

local function value( text )
	if not text or #text > LARGEST then
		return nil
	end
	text = text:gsub( '^\239\187\191', '' )
	local whole = decoded( text )
	local inner = not whole and block( text )
	return whole or inner and decoded( inner ) or nil
end

-- Returns what the page says, in tables that are empty where it says nothing usable. `readable`
-- tells whether there is a JSON object at all.
function config.read( name )
	local title = mw.title.new( name )
	local said = value( title and title:getContent() )
	local read = said or {}
	local news = type( read.news ) == 'table' and read.news or {}
	local channels = each( read.channels, MOST.channels, channel )
	return {
		title = name,
		readable = said ~= nil,
		channels = channels,
		follow = each( read.follow, MOST.follow, function ( one )
			return followed( one, channels )
		end ),
		news = { page( news.page ), page( news.archive ) },
	}
end

return config
