import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const BUILT = 'site/dist'
const BASE = '/ecs-sealed-deploy'

/** axe, served with the site: a script of the site's own address is what each page's policy allows. */
export const AXE_PATH = `${BASE}/axe.js`
const AXE = 'node_modules/axe-core/axe.min.js'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm'
}

/** Why the site cannot be tested here; undefined if it is built. */
export function missingSite(): string | undefined {
  return existsSync(join(BUILT, 'index.html'))
    ? undefined
    : 'site/dist is not built (npm ci --prefix site, then with Node 22 or newer npm run build --prefix site)'
}

/** The pages of the built site, as paths below its base: `rules/by-name/`. */
export function builtPages(): readonly string[] {
  return readdirSync(BUILT, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('index.html'))
    .map(name => name.replaceAll('\\', '/').replace(/index\.html$/, ''))
    .sort((a, b) => (a < b ? -1 : 1))
}

/** The site on loopback, as GitHub Pages serves it: below its base path, with the same headers. */
export type ServedSite = { readonly url: string; close(): Promise<void> }

export async function serveSite(): Promise<ServedSite> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const inside = decodeURIComponent(pathname.slice(BASE.length))
    const file =
      pathname === AXE_PATH ? AXE : join(BUILT, inside.endsWith('/') ? `${inside}index.html` : inside)
    const isThere = pathname.startsWith(`${BASE}/`) && !inside.includes('..') && existsSync(file)
    if (!isThere || statSync(file).isDirectory()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'max-age=600'
    })
    response.end(readFileSync(file))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${BASE}/`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
