/**
 * Newsdesk: shows beside each item of the news page on which channels it is posted, and where it
 * is missing. It only reads; what there is to do is done in the tool.
 *
 * A gadget (see MediaWiki:Gadgets-definition), and as well a user script: it needs nothing but this
 * page, so its styles are in here. ECMAScript 5, as MediaWiki 1.39 takes no newer gadgets.
 */
( function () {
	'use strict';

	var TOOL = 'https://newsdesk.toolforge.org/',
		// The set-up page, written as in an address.
		CONFIG = 'Social_media/Newsdesk.json',
		HOUR = 3600,
		PATIENCE = 10000,
		MOST = 2000,
		POSTED = [ 'posted', 'shared' ],
		// What is not read counts neither way: some channels can never be read.
		OPEN = [ 'missing', 'unsure', 'differs' ],
		// Of no interest beside an item: nobody waits for these.
		QUIET = [ 'not-expected', 'past' ],
		// The zeros of the digits that wikis write dates with: Arabic, Persian, Devanagari, ..
		ZEROS = [ 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0x1040 ],
		BETWEEN_WORDS = /[\s!-/:-@[-`{-~\u00a0-\u00bf\u060c\u061b\u2000-\u206f\u3000-\u303f]+/,
		ICONS = {
			done: 'M4 10.5 8.5 15 16.5 5.5',
			open: 'M10 3 18.5 17 1.5 17z M10 8v4.5 M10 14.5v.5'
		},
		SVG = 'http://www.w3.org/2000/svg',
		STYLES = [
			'newsdesk.css'
		].join( '\n' ),
		// Codex's own button where the wiki has it; else ours looks like it.
		CODEX = mw.loader.getState( 'codex-styles' ) ? 'cdx-button cdx-button--weight-quiet ' : '',
		asked = null,
		styled = false,
		count = 0;

	/* What is asked for */

	/** Get a JSON value; null, whatever goes wrong on the way. */
	function get( url, options ) {
		return new Promise( function ( resolve ) {
			var stop = new AbortController(),
				timer = setTimeout( function () {
					stop.abort();
				}, PATIENCE );
			options.signal = stop.signal;
			fetch( url, options ).then( function ( answer ) {
				return answer.ok ? answer.text() : '';
			} ).then( function ( text ) {
				clearTimeout( timer );
				resolve( read( text ) );
			} ).then( null, function () {
				clearTimeout( timer );
				resolve( null );
			} );
		} );
	}

	/** Read JSON, or the block of it in wikitext, as the set-up page can be either. */
	function read( text ) {
		var block = /<syntaxhighlight\b[^>]*>([\s\S]*?)<\/syntaxhighlight>/.exec( text );
		try {
			return JSON.parse( block ? block[ 1 ] : text );
		} catch ( e ) {
			return null;
		}
	}

	/**
	 * Find out which pages hold news: the wiki's own set-up page says so, and is asked once an
	 * hour. Asking the tool about each page would be dearer, and would tell it what people read.
	 */
	function newsPages() {
		var key = 'newsdesk-pages:' + CONFIG,
			known = mw.storage.getObject( key );
		if ( Array.isArray( known ) ) {
			return Promise.resolve( known );
		}
		return get(
			mw.config.get( 'wgScript' ) + '?title=' + CONFIG + '&action=raw&ctype=application/json&maxage=' + HOUR,
			{ credentials: 'same-origin' }
		).then( function ( config ) {
			var news = config && config.news || {},
				found = [ news.page, news.archive ].map( pageName ).filter( Boolean );
			mw.storage.setObject( key, found, config ? HOUR : HOUR / 12 );
			return found;
		} );
	}

	function pageName( title ) {
		var parsed = isText( title ) && mw.Title.newFromText( title );
		return parsed ? parsed.getPrefixedDb() : '';
	}

	/** Tell whether this page is one of these, or its translation such as `News/Archive/de`. */
	function isOneOf( pages ) {
		var name = mw.config.get( 'wgPageName' );
		return pages.some( function ( page ) {
			return name === page || name.indexOf( page + '/' ) === 0 &&
				/^[a-z]{2,}(-[a-z0-9]+)*$/.test( name.slice( page.length + 1 ) );
		} );
	}

	/** Ask the tool, once a page view, whatever is shown anew on the page in the meantime. */
	function statuses() {
		asked = asked || newsPages().then( function ( pages ) {
			return isOneOf( pages ) ? get(
				TOOL + 'api/v1/pages/' + mw.util.wikiUrlencode( mw.config.get( 'wgPageName' ) ) + '?uselang=' +
					encodeURIComponent( mw.config.get( 'wgUserLanguage' ) ),
				{ credentials: 'omit', referrerPolicy: 'no-referrer' }
			) : null;
		} ).then( understood );
		return asked;
	}

	/** Keep of an answer what has the right shape; null where it is no answer of the tool. */
	function understood( page ) {
		var words = page && page.words;
		if ( !words || ![ words.open, words.heading, words.count, words.missing_on, page.language ].every( isText ) || !Array.isArray( page.items ) ) {
			return null;
		}
		return {
			words: words,
			language: page.language,
			dir: page.dir === 'rtl' ? 'rtl' : 'ltr',
			items: page.items.filter( isItem ).slice( 0, MOST ).map( subject )
		};
	}

	function isText( value ) {
		return typeof value === 'string' && value !== '';
	}

	function isItem( item ) {
		return item && isText( item.text ) && /^\d{4}-\d\d-\d\d$/.test( item.date ) && isSafe( item.url ) &&
			Array.isArray( item.links ) && item.links.every( isText ) &&
			Array.isArray( item.channels ) && item.channels.every( function ( cell ) {
				return cell && isText( cell.name ) && isText( cell.status ) && isText( cell.text );
			} );
	}

	/** Only these are linked to: https, or the tool itself where it is practised with. */
	function isSafe( url ) {
		return isText( url ) && ( /^https:\/\//i.test( url ) || url.indexOf( TOOL ) === 0 );
	}

	/* Which item is which */

	function subject( item ) {
		var words = wordsOf( item.text );
		return {
			item: item,
			words: words,
			joined: joined( words ),
			numbers: numbersOf( item.text ),
			date: item.date.split( '-' ).map( Number ),
			links: item.links.map( linkKey )
		};
	}

	/** What of a page could be an item: an entry of a list, a row, or a paragraph of a template. */
	function candidates( content ) {
		return Array.prototype.filter.call( content.querySelectorAll( 'li,dd,tr,p,div' ), function ( one ) {
			return /^(LI|DD|TR)$/.test( one.nodeName ) ||
				!one.querySelector( 'li,dd,tr,p,div,table' ) && !closest( one.parentNode, /^(LI|DD|TR)$/, content );
		} ).slice( 0, MOST ).map( candidate );
	}

	function closest( node, name, top ) {
		while ( node && node !== top ) {
			if ( name.test( node.nodeName ) ) {
				return node;
			}
			node = node.parentNode;
		}
		return null;
	}

	function candidate( element ) {
		var text = shownText( element ),
			words = wordsOf( text ),
			links = {};
		Array.prototype.forEach.call( element.querySelectorAll( 'a[href]' ), function ( link ) {
			links[ linkKey( link.href ) ] = true;
		} );
		return { element: element, words: words, joined: joined( words ), numbers: numbersOf( text ), links: links };
	}

	/** The words of an entry; where its date is a line above it, as in `; date : news`, with that. */
	function shownText( element ) {
		var copy = element.cloneNode( true ), before = element;
		Array.prototype.forEach.call( copy.querySelectorAll( 'style,script,sup.reference,.mw-editsection' ), function ( one ) {
			one.parentNode.removeChild( one );
		} );
		while ( before && before.nodeName === 'DD' ) {
			before = before.previousElementSibling;
		}
		return ( before && before.nodeName === 'DT' ? before.textContent + ' ' : '' ) + copy.textContent;
	}

	function wordsOf( text ) {
		return text.toLowerCase().split( BETWEEN_WORDS ).filter( Boolean );
	}

	function joined( words ) {
		return ' ' + words.join( ' ' ) + ' ';
	}

	function numbersOf( text ) {
		var western = text.replace( /[\u0660-\u1049]/g, function ( sign ) {
			var code = sign.charCodeAt( 0 );
			return ZEROS.reduce( function ( digit, zero ) {
				return code >= zero && code <= zero + 9 ? String( code - zero ) : digit;
			}, sign );
		} );
		return ( western.match( /\d+/g ) || [] ).map( Number );
	}

	/** One form for the addresses of a page: as the wiki links it, and as the tool does. */
	function linkKey( href ) {
		var url, title, path;
		try {
			url = new URL( href, location.href );
			title = url.pathname === mw.config.get( 'wgScript' ) && mw.util.getParamValue( 'title', url.href );
			path = title ? mw.util.getUrl( title ) : url.pathname + url.search;
			return url.host.replace( /^www\.|^m\.|\.m(?=\.)/, '' ) +
				decodeURIComponent( path + url.hash ).replace( /Special:MyLanguage\//i, '' )
					.replace( / /g, '_' ).replace( /\/$/, '' );
		} catch ( e ) {
			return href;
		}
	}

	/**
	 * Tell how surely an entry is an item; 0 where it may be another one. The page can have been
	 * changed since the tool read it, and news of the same kind differ in nothing but a number. So
	 * links count most, a date that is another one rules out, and words alone are not enough.
	 */
	function evidence( known, shown ) {
		var links = known.links.filter( function ( link ) {
				return shown.links[ link ];
			} ).length,
			allLinks = links > 0 && links === known.links.length,
			same = shown.joined.indexOf( known.joined ) >= 0 && shown.words.length <= known.words.length + 8,
			day = same || links ? dayOf( known, shown ) : -1,
			alike = day >= 0 && ( same || likeness( known.words, shown.words ) >= 0.5 ),
			reworded = links && sameNumbers( known, shown ) &&
				( allLinks && day || allLinks && alike || alike && day );
		return day >= 0 && ( same || reworded ) ?
			1 + ( same ? 8 : 0 ) + ( allLinks ? 4 : 0 ) + ( day ? 2 : 0 ) + ( alike ? 1 : 0 ) : 0;
	}

	function likeness( some, others ) {
		var common = some.filter( function ( word ) {
			return others.indexOf( word ) >= 0;
		} ).length;
		return 2 * common / ( some.length + others.length || 1 );
	}

	/** 1: the entry has the item's date; -1: it has another one; 0: none (a heading may have it). */
	function dayOf( known, shown ) {
		var others = without( shown.numbers, known.numbers ),
			years = others.filter( function ( number ) {
				return number > 1990 && number < 2100;
			} );
		if ( !others.length ) {
			return 0;
		}
		return others.indexOf( known.date[ 2 ] ) >= 0 && ( !years.length || years.indexOf( known.date[ 0 ] ) >= 0 ) ? 1 : -1;
	}

	function sameNumbers( known, shown ) {
		return !without( known.numbers, shown.numbers ).length &&
			!without( without( shown.numbers, known.numbers ), known.date ).length;
	}

	function without( numbers, taken ) {
		var left = taken.slice();
		return numbers.filter( function ( number ) {
			var at = left.indexOf( number );
			if ( at >= 0 ) {
				left.splice( at, 1 );
			}
			return at < 0;
		} );
	}

	/**
	 * Pair items with the entries that are surely theirs. Where several are as good as each other
	 * they are told apart by their order, unless one was added or taken away.
	 */
	function pairs( known, shown ) {
		var near = byLink( shown ),
			wanted = known.map( function ( one ) {
				return best( one, near( one ) );
			} ),
			claims = claimed( wanted ),
			found = [];
		known.forEach( function ( one, nth ) {
			var entries = wanted[ nth ].entries,
				rivals = entries.length ? claims[ entries[ 0 ].at ].rivals : [],
				turn = rivals.indexOf( wanted[ nth ] );
			if ( turn >= 0 && rivals.length === entries.length && agree( rivals, entries, claims ) ) {
				found.push( [ one.item, entries[ turn ].element ] );
			}
		} );
		return found;
	}

	function agree( rivals, entries, claims ) {
		return rivals.every( function ( rival ) {
			return alikeLists( rival.entries, entries );
		} ) && entries.every( function ( entry ) {
			return alikeLists( claims[ entry.at ].rivals, rivals );
		} );
	}

	function alikeLists( some, others ) {
		return some.length === others.length && some.every( function ( one, at ) {
			return one === others[ at ];
		} );
	}

	/** Return what finds the entries that an item can be: those that have a link of it. */
	function byLink( shown ) {
		var having = {};
		shown.forEach( function ( entry, at ) {
			entry.at = at;
			Object.keys( entry.links ).forEach( function ( key ) {
				having[ key ] = ( having[ key ] || [] ).concat( entry );
			} );
		} );
		return function ( known ) {
			var found = {};
			known.links.forEach( function ( key ) {
				( having[ key ] || [] ).forEach( function ( entry ) {
					found[ entry.at ] = entry;
				} );
			} );
			return known.links.length ? Object.keys( found ).map( function ( at ) {
				return found[ at ];
			} ) : shown;
		};
	}

	/** Return the entries with the best evidence, of one within another only the inner one. */
	function best( known, entries ) {
		var able = entries.map( function ( entry ) {
				return { entry: entry, score: evidence( known, entry ) };
			} ).filter( function ( one ) {
				return one.score > 0;
			} ).filter( function ( one, at, all ) {
				return !all.some( function ( other ) {
					return other !== one && one.entry.element.contains( other.entry.element );
				} );
			} ),
			score = able.reduce( function ( highest, one ) {
				return Math.max( highest, one.score );
			}, 0 );
		return { score: score, entries: able.filter( function ( one ) {
			return one.score === score;
		} ).map( function ( one ) {
			return one.entry;
		} ) };
	}

	/** Return for each entry which items it is best for. */
	function claimed( wanted ) {
		var claims = {};
		wanted.forEach( function ( one ) {
			one.entries.forEach( function ( entry ) {
				var claim = claims[ entry.at ];
				if ( !claim || one.score > claim.score ) {
					claims[ entry.at ] = { score: one.score, rivals: [ one ] };
				} else if ( one.score === claim.score ) {
					claim.rivals.push( one );
				}
			} );
		} );
		return claims;
	}

	/* What is shown */

	/** Make an element; texts become text, whatever is in them. */
	function make( name, className, children ) {
		var element = document.createElement( name );
		element.className = className;
		children.forEach( function ( child ) {
			element.appendChild( typeof child === 'string' ? document.createTextNode( child ) : child );
		} );
		return element;
	}

	function link( url, text ) {
		var element = make( 'a', '', [ text ] );
		element.href = url;
		return element;
	}

	function icon( name ) {
		var svg = document.createElementNS( SVG, 'svg' ), path = document.createElementNS( SVG, 'path' );
		svg.setAttribute( 'class', 'newsdesk-icon' );
		svg.setAttribute( 'viewBox', '0 0 20 20' );
		svg.setAttribute( 'aria-hidden', 'true' );
		path.setAttribute( 'd', ICONS[ name ] );
		svg.appendChild( path );
		return svg;
	}

	function inside( statuses_ ) {
		return function ( cell ) {
			return statuses_.indexOf( cell.status ) >= 0;
		};
	}

	/** Put values into a message of the tool, each where its `$1`, `$2` stands. */
	function filled( message, values ) {
		return message.replace( /\$(\d)/g, function ( sign, number ) {
			return values[ number - 1 ];
		} );
	}

	/** Its parts are in the reader's language, but it stands where the page's own text begins. */
	function box( page, item ) {
		var posted = item.channels.filter( inside( POSTED ) ).length,
			expected = posted + item.channels.filter( inside( OPEN ) ).length,
			open = link( item.url, page.words.open ),
			more = make( 'div', 'newsdesk-more', [ channels( item ), open ] ),
			counted = filled( page.words.count, [ posted, expected ].map( function ( number ) {
				return number.toLocaleString( page.language );
			} ) ),
			parts = expected ? [ button( page, item, counted, more ), more ] : [ open ];
		parts.forEach( function ( part ) {
			part.lang = page.language;
			part.dir = page.dir;
		} );
		return make( 'div', 'newsdesk', parts );
	}

	function button( page, item, counted, more ) {
		var needs = wanting( page, item ),
			fold = make( 'button', CODEX + 'newsdesk-fold ' + ( needs.length ? 'newsdesk-open' : 'newsdesk-done' ), [
				icon( needs.length ? 'open' : 'done' ),
				make( 'span', '', [ make( 'span', 'newsdesk-heard', [ page.words.heading + ' ' ] ), counted ].concat( needs ) )
			] );
		more.id = 'newsdesk-more-' + ( ++count );
		more.hidden = true;
		fold.type = 'button';
		fold.setAttribute( 'aria-expanded', 'false' );
		fold.setAttribute( 'aria-controls', more.id );
		fold.addEventListener( 'click', function () {
			more.hidden = !more.hidden;
			fold.setAttribute( 'aria-expanded', String( !more.hidden ) );
		} );
		return fold;
	}

	/** Say what needs somebody: where an item is missing, and what else is to be looked at. */
	function wanting( page, item ) {
		var missing = item.channels.filter( inside( [ 'missing' ] ) ),
			parts = missing.length ? [ page.words.missing_on.split( '$1' ) ].map( function ( around ) {
				return [ around[ 0 ] ].concat( names( missing ), around.slice( 1 ) );
			} ) : [];
		item.channels.forEach( function ( cell ) {
			if ( cell.needs_work === true && cell.status !== 'missing' ) {
				parts.push( names( [ cell ] ).concat( ': ' + cell.text ) );
			}
		} );
		return parts.reduce( function ( all, part ) {
			return all.concat( ' · ', make( 'strong', '', part ) );
		}, [] );
	}

	function names( cells ) {
		return cells.reduce( function ( nodes, cell ) {
			return nodes.concat( nodes.length ? [ ', ' ] : [], make( 'bdi', '', [ cell.name ] ) );
		}, [] );
	}

	function channels( item ) {
		return make( 'ul', 'newsdesk-channels', item.channels.filter( function ( cell ) {
			return !inside( QUIET )( cell );
		} ).map( function ( cell ) {
			var look = cell.needs_work === true ? 'open' : inside( POSTED )( cell ) ? 'done' : 'other';
			return make( 'li', 'newsdesk-' + look, [
				icon( look === 'open' ? 'open' : 'done' ), ' ', make( 'bdi', '', [ cell.name ] ), ': ',
				isSafe( cell.url ) ? link( cell.url, cell.text ) :
					make( look === 'open' ? 'strong' : 'span', '', [ cell.text ] )
			] );
		} ) );
	}

	/** Put the box at the end of an entry, but before lists of its own. */
	function place( element, made ) {
		var host = element.nodeName === 'TR' ? element.cells[ element.cells.length - 1 ] : element,
			inner = Array.prototype.filter.call( host.children, function ( child ) {
				return /^(UL|OL|DL)$/.test( child.nodeName );
			} )[ 0 ];
		if ( host.nodeName === 'P' ) {
			host.parentNode.insertBefore( made, host.nextSibling );
		} else {
			host.insertBefore( made, inner || null );
		}
	}

	function show( content, page ) {
		if ( !page ) {
			return;
		}
		Array.prototype.forEach.call( content.querySelectorAll( '.newsdesk' ), function ( old ) {
			old.parentNode.removeChild( old );
		} );
		pairs( page.items, candidates( content ) ).forEach( function ( pair ) {
			if ( !styled ) {
				mw.util.addCSS( STYLES );
				styled = true;
			}
			place( pair[ 1 ], box( page, pair[ 0 ] ) );
		} );
	}

	/** A news page looks as ever where anything fails: the tool is a help, not a part of it. */
	function quietly( work ) {
		return function ( value ) {
			try {
				work( value );
			} catch ( e ) {
				mw.log( e );
			}
		};
	}

	function begin() {
		mw.hook( 'wikipage.content' ).add( quietly( function ( $content ) {
			// An edit form has none as long as there is no preview.
			var parsed = $content.filter( '.mw-parser-output' ).add( $content.find( '.mw-parser-output' ) )[ 0 ];
			if ( parsed ) {
				statuses().then( quietly( show.bind( null, parsed ) ) );
			}
		} ) );
	}

	// Who has the user script can have switched on the gadget, too.
	if ( !window.newsdeskGadget && /^(view|edit|submit)$/.test( mw.config.get( 'wgAction' ) ) &&
		mw.config.get( 'wgNamespaceNumber' ) >= 0 && window.fetch && window.AbortController && window.URL ) {
		window.newsdeskGadget = true;
		mw.loader.using( [ 'mediawiki.util', 'mediawiki.storage', 'mediawiki.Title' ].concat( CODEX ? 'codex-styles' : [] ) ).then( quietly( begin ) );
	}
}() );
