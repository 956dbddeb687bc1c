// Starts the network: node network.mjs FOLDER, where FOLDER holds the packages.
//
// network.py names the databases in the environment. Once all of it answers, the addresses are
// written to the file NETWORK_ADDRESSES as one JSON object. A request to "settled" is answered
// when the AppView knows all that was written to the accounts' server.
import { rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const SETTLE_MILLISECONDS = 60_000;

const packages = createRequire(`${process.argv[2]}/`);
const { TestNetwork } = await import(packages.resolve('@atproto/dev-env'));

// Only now, as networks agree in the machine's own temporary folder on who takes which port.
process.env.TMPDIR = process.cwd();

const network = await TestNetwork.create({
	bsky: { dbPostgresSchema: 'bsky' },
	pds: {
		rateLimitsEnabled: true,
		redisScratchAddress: process.env.REDIS_HOST,
		redisScratchPassword: process.env.REDIS_PASSWORD,
	},
});

const control = createServer((request, response) => {
	network.processAll(SETTLE_MILLISECONDS).then(
		() => response.writeHead(204).end(),
		(error) => response.writeHead(500).end(String(error)),
	);
});

control.listen(0, '127.0.0.1', async () => {
	const file = process.env.NETWORK_ADDRESSES;
	const addresses = {
		app_view: network.bsky.url,
		pds: network.pds.url,
		settled: `http://127.0.0.1:${control.address().port}/`,
	};
	await writeFile(`${file}.new`, JSON.stringify(addresses));
	await rename(`${file}.new`, file);
});
