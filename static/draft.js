/* A draft saves itself while it is written, and keeps in the browser what could not be saved. */
{
	const form = document.querySelector( '[data-draft]' );
	const text = form.elements.text;
	const version = form.elements.version;
	const status = form.querySelector( '[data-status]' );
	const count = form.querySelector( '[data-count]' );
	const limit = form.querySelector( '[data-limit]' );
	const warnings = form.querySelector( '[data-warnings]' );
	const open = form.querySelector( '[data-open]' );
	const name = 'newsdesk-draft ' + form.dataset.draft;
	const longest = 6000;
	let room = count.classList.contains( 'nd-draft__over' ) ? 'over' : '';
	let timer = 0;
	let counting = 0;
	let saving = false;
	let dirty = false;
	let stopped = false;

	function kept() {
		try {
			return JSON.parse( localStorage.getItem( name ) );
		} catch {
			return null;
		}
	}

	function keep() {
		try {
			localStorage.setItem(
				name, JSON.stringify( { text: text.value, version: version.value } )
			);
		} catch {
			// The browser keeps nothing: then only the server does.
		}
	}

	function forget() {
		try {
			localStorage.removeItem( name );
		} catch {
			// Nothing was kept.
		}
	}

	function say( words ) {
		if ( status.textContent !== words ) {
			status.textContent = words;
		}
	}

	function lead() {
		const pattern = open && open.dataset.open;
		if ( pattern ) {
			const href = pattern.replace( 'NEWSDESKTEXT', () => encodeURIComponent( text.value ) );
			if ( href.length <= longest ) {
				open.href = href;
			}
		}
	}

	function later( seconds ) {
		clearTimeout( timer );
		timer = setTimeout( save, 1000 * seconds );
	}

	/* Says aloud when the text is nearly, or just too long, and not at every letter. */
	function warn( answer ) {
		const now = answer.fits ? answer.near && 'near' : 'over';
		if ( now !== room ) {
			room = now;
			limit.textContent = now ? answer.count : '';
		}
	}

	function tell( answer ) {
		count.textContent = answer.count;
		count.classList.toggle( 'nd-draft__over', !answer.fits );
		warn( answer );
	}

	function post( address ) {
		return fetch( address, {
			method: 'POST',
			body: new FormData( form ),
			headers: { accept: 'application/json' }
		} );
	}

	/* The server counts, as it knows each network's rule: up to four times a second. */
	async function measure() {
		const sent = text.value;
		try {
			const answer = await post( form.dataset.counter );
			if ( answer.ok ) {
				tell( await answer.json() );
			}
		} catch {
			// Saving says what is wrong.
		}
		counting = 0;
		if ( text.value !== sent ) {
			soon();
		}
	}

	function soon() {
		counting = counting || setTimeout( measure, 250 );
	}

	function show( answer ) {
		version.value = answer.version;
		say( answer.said );
		// What is the same is not read out again.
		if ( warnings.innerHTML.trim() !== answer.warnings.trim() ) {
			warnings.innerHTML = answer.warnings;
		}
	}

	async function save() {
		if ( saving || stopped ) {
			return;
		}
		saving = true;
		const sent = text.value;
		dirty = false;
		try {
			const answer = await post( form.dataset.auto );
			const said = await answer.json();
			if ( answer.ok ) {
				show( said );
				if ( text.value === sent ) {
					tell( said );
					forget();
					if ( open ) {
						open.href = said.href;
					}
				}
			} else {
				// Where somebody else has it, or this person may not, typing is kept until they look;
				// what is only too long, or cannot be asked now, is tried again with the next letter.
				stopped = answer.status !== 422;
				dirty = true;
				say( said.said );
			}
		} catch {
			dirty = true;
			say( form.dataset.unreachable );
			later( 15 );
		}
		saving = false;
		if ( dirty && !stopped && text.value !== sent ) {
			later( 1 );
		}
	}

	function restore() {
		const found = kept();
		if ( !found || found.text === text.value ) {
			forget();
		} else if ( found.version === version.value ) {
			text.value = found.text;
			say( form.dataset.restored );
			changed();
		} else {
			const place = form.querySelector( '[data-kept]' );
			place.lastElementChild.textContent = found.text;
			place.hidden = false;
		}
	}

	function changed() {
		dirty = true;
		keep();
		lead();
		soon();
		later( 1 );
	}

	form.addEventListener( 'input', () => {
		if ( !stopped ) {
			say( form.dataset.unsaved );
		}
		changed();
	} );
	form.addEventListener( 'submit', ( event ) => {
		if ( event.submitter && event.submitter.value === 'discard' ) {
			forget();
		}
		stopped = true;
		dirty = false;
		clearTimeout( timer );
	} );
	window.addEventListener( 'beforeunload', ( event ) => {
		if ( dirty || saving ) {
			event.preventDefault();
		}
	} );
	restore();
}
