/* Tells the server which time zone the clock here shows, for the pages of a round only, and writes
   times of that zone into a page that was made without knowing it. What was chosen stays. */
const known = /(?:^|; )newsdesk_zone=/.test( document.cookie );
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
if ( !known ) {
	const secure = location.protocol === 'https:' ? '; secure' : '';
	document.cookie = `newsdesk_zone=${ timeZone }; path=/round; samesite=lax${ secure }`;
}
/* As the server writes: English days before months, and digits that all scripts know. */
const { lang } = document.documentElement;
const language = `${ lang === 'en' ? 'en-GB' : lang }-u-nu-latn`;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const words = document.currentScript.dataset.words;
const isUtc = /^(Etc\/)?(UTC|UCT|Zulu)$/.test( timeZone );
const places = isUtc ? [] : document.querySelectorAll( '[data-near]' );
for ( const place of places ) {
	const moment = new Date( place.dataset.near );
	const same = moment.getDate() === moment.getUTCDate();
	const day = same ? {} : { month: 'short', day: 'numeric' };
	const text = moment.toLocaleString( language, { ...day, ...clock } );
	place.textContent = words.replace( '$1', text ).replace( '$2', timeZone.replaceAll( '_', ' ' ) );
}
