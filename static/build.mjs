// Copies Codex' style sheets from node_modules to static/codex/, from where the tool serves them.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname( fileURLToPath( import.meta.url ) );
const packages = join( here, '..', 'node_modules', '@wikimedia' );
const files = [
	'codex/dist/codex.style-bidi.css',
	'codex-design-tokens/dist/theme-wikimedia-ui.css',
	'codex-design-tokens/dist/theme-wikimedia-ui-mode-dark.css'
];

mkdirSync( join( here, 'codex' ), { recursive: true } );
for ( const file of files ) {
	copyFileSync( join( packages, file ), join( here, 'codex', file.split( '/' ).pop() ) );
}
