// A device with the unmodified tuf-js for its client: refreshes and downloads one target, and says how it went, by
// "taken" or by what tuf-js calls its refusal.
// usage: node refresh.cjs SETTING   (JSON of tests/control-plane/ota/tuf/TufJs.cpp); run where tuf-js is installed.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const path = require('node:path');
const { createRequire } = require('node:module');

const installed = createRequire(path.join(process.cwd(), 'package.json'));
const { BaseFetcher, Updater } = installed('tuf-js');
const { DownloadHTTPError } = installed('tuf-js/dist/error');
const setting = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

// tuf-js has no setting for client certificates, and takes a fetcher in the place of its own.
class MutualTlsFetcher extends BaseFetcher {
    fetch(url) {
        const { ca, cert, key } = setting.tls;
        return new Promise((resolve, reject) => {
            const options = { ca, cert, key, checkServerIdentity: () => undefined, rejectUnauthorized: true };
            https.get(url, options, (response) => {
                if (response.statusCode === 200) return resolve(response);
                response.resume();
                return reject(new DownloadHTTPError('Failed to download', response.statusCode));
            }).on('error', reject);
        });
    }
}

function serve(folder) {
    const server = http.createServer((request, response) => {
        const file = path.join(folder, decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname));
        fs.readFile(file, (error, bytes) => {
            response.statusCode = error ? 404 : 200;
            response.end(error ? '' : bytes);
        });
    });
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function take(metadataBaseUrl, targetBaseUrl) {
    const updater = new Updater({
        metadataDir: path.join(setting.folder, 'metadata'),
        metadataBaseUrl,
        targetDir: path.join(setting.folder, 'downloads'),
        targetBaseUrl,
        fetcher: setting.tls ? new MutualTlsFetcher() : undefined,
        config: { fetchRetry: 0, fetchRetries: 0 },
    });
    await updater.refresh();
    const target = await updater.getTargetInfo(setting.target);
    if (!target) return 'nobody vouches';
    const file = path.join(setting.folder, 'downloaded');
    await updater.downloadTarget(target, file);
    return 'taken';
}

async function main() {
    const server = setting.serve ? await serve(setting.serve) : null;
    const base = server ? `http://127.0.0.1:${server.address().port}` : setting.url;
    const metadata = server ? `${base}/metadata` : base;
    try {
        return await take(metadata, `${base}/targets`);
    } catch (error) {
        return error.name === 'Error' ? `Error: ${error.message}` : error.name;
    } finally {
        if (server) server.close();
    }
}

main().then((outcome) => {
    process.stdout.write(`${outcome}\n`, () => process.exit(0));
});
