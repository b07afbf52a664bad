// Checks the links of built pages: a link inside the site must lead to a page, and to the anchor that it names; a link
// to this repository to a file; all others must be https. Sends no requests.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

/** The link targets of a page, and its anchors. */
export type PageLinks = { readonly addresses: readonly string[]; readonly anchors: ReadonlySet<string> }

/** The path of the pages, the address of this repository, and the folder of its files. */
export type Site = { readonly base: string; readonly repository: string; readonly root: string }

const ATTRIBUTE = /\s([^\s=>"'/]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g
const ADDRESSES = new Set(['href', 'src', 'action'])

/** pageLinks lists the link targets of a page and its anchors. */
export function pageLinks(html: string): PageLinks {
  const markup = html.replace(/<(script|style)\b([^>]*)>[\s\S]*?<\/\1>/g, '<$1$2>')
  const tags = [
    ...markup.matchAll(/<[a-z][^\s/>]*(?:\s+[^\s=>]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*\s*\/?>/gi)
  ]
  const anchors = new Set<string>()
  const addresses: string[] = []
  for (const [tag] of tags) {
    for (const [, name = '', quoted, single, bare] of tag.matchAll(ATTRIBUTE)) {
      const value = decoded(quoted ?? single ?? bare ?? '')
      if (name === 'id' || (name === 'name' && /^<a\s/i.test(tag))) anchors.add(value)
      else if (ADDRESSES.has(name)) addresses.push(value)
    }
  }
  return { addresses, anchors }
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/**
 * faultyLinks lists the faulty links of the pages below a folder, each as `page: address: what`. `base` is the path at
 * which the folder is served; `repository` the address of this repository, whose files are below `root`.
 */
export function faultyLinks(folder: string, { base, repository, root }: Site): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name.endsWith('.html'))
  const pages = new Map(names.map(name => [name, pageLinks(readFileSync(join(folder, name), 'utf8'))]))
  const whyNot = (page: string, address: string) => {
    if (/^(?:data|mailto):/.test(address)) return undefined
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) return outside(address, { repository, root })
    const { pathname, hash } = new URL(address, `https://site${base}/${page}`)
    return inside(decodeURIComponent(pathname), decodeURIComponent(hash.slice(1)))
  }
  const inside = (path: string, anchor: string) => {
    if (!path.startsWith(`${base}/`)) return 'leads out of the site'
    const file = posix.join(path.slice(base.length + 1), path.endsWith('/') ? 'index.html' : '')
    const found = statSync(join(folder, file), { throwIfNoEntry: false })
    if (!found?.isFile()) return 'no such page'
    const isKnown = anchor === '' || anchor === '_top' || pages.get(file)?.anchors.has(anchor) === true
    return isKnown ? undefined : 'no such anchor'
  }
  return [...pages].flatMap(([page, { addresses }]) =>
    [...new Set(addresses)].flatMap(address => {
      const why = whyNot(page, address)
      return why === undefined ? [] : [`${page}: ${address}: ${why}`]
    })
  )
}

/** An external address must be a web address without a user name or password; whether it responds is not checked. */
function outside(
  address: string,
  { repository, root }: Pick<Site, 'repository' | 'root'>
): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined) return 'no address'
  if (url.protocol !== 'https:' || url.username + url.password !== '') return 'not https'
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(url.hostname)) return 'no host of the web'
  const [, path] = address.startsWith(`${repository}/`)
    ? (/\/(?:blob|tree|edit|raw)\/[^/]+\/([^#?]*)/.exec(address) ?? [])
    : []
  return path === undefined || existsSync(join(root, decodeURIComponent(path)))
    ? undefined
    : 'no such file in the repository'
}
