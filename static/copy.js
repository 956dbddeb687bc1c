/* A button that copies a text, beside each text that can be selected and copied without it. */
for ( const place of document.querySelectorAll( '[data-copy]' ) ) {
	const text = place.querySelector( 'textarea, input' );
	const button = document.createElement( 'button' );
	button.type = 'button';
	button.className = 'cdx-button';
	button.textContent = place.dataset.copy;
	button.addEventListener( 'click', async () => {
		text.select();
		await navigator.clipboard.writeText( text.value );
		button.textContent = place.dataset.copied;
	} );
	text.addEventListener( 'input', () => {
		button.textContent = place.dataset.copy;
	} );
	( place.querySelector( '[data-copy-here]' ) || place ).append( button );
}
/* What is unfolded to be copied is copied at once; the button beside it says so, and can again. */
for ( const fold of document.querySelectorAll( 'details.nd-pointer' ) ) {
	fold.addEventListener( 'toggle', () => {
		if ( fold.open ) {
			fold.querySelector( '[data-copy] button' ).click();
		}
	} );
}
