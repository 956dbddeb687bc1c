-- Finds the words of the messages that Newsdesk prints in pages, and the language they are in.

local data = mw.loadData( 'Module:Newsdesk/data' )

local words = {}

-- The language that was asked for, that of the page, or the one that ends a translation's title.
local function languageOf( frame, wanted )
	local ending = mw.title.getCurrentTitle().text:match( '/([^/]+)$' ) or ''
	if wanted and mw.language.isSupportedLanguage( wanted ) then
		return wanted
	end
	local page = frame:preprocess( '{{PAGELANGUAGE}}' )
	return page == mw.language.getContentLanguage():getCode() and data.messages[ ending ] and ending
		or page
end

-- Returns who speaks the page's language, or the closest one that there are messages in: `lang` and
-- `dir` of what they say, `say` and `list` to say it.
function words.speaker( frame, wanted )
	local wantedLanguage = languageOf( frame, wanted )
	local chain = mw.language.getFallbacksFor( wantedLanguage )
	table.insert( chain, 1, wantedLanguage )
	chain[ #chain + 1 ] = 'en'
	local known = {}
	for _, code in ipairs( chain ) do
		known[ #known + 1 ] = data.messages[ code ] and code
	end
	local speaks = { lang = known[ 1 ] }
	speaks.dir = mw.language.new( speaks.lang ):isRTL() and 'rtl' or 'ltr'

	function speaks.say( key, parameter )
		for _, code in ipairs( known ) do
			local text = data.messages[ code ][ key ]
			if text then
				return ( mw.text.nowiki( text ):gsub( '%$1', function ()
					return parameter
				end ) )
			end
		end
	end

	function speaks.list( parts )
		local comma = mw.message.new( 'comma-separator' ):inLanguage( speaks.lang ):plain()
		return table.concat( parts, comma )
	end

	return speaks
end

return words
