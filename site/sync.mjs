// Generates the site's pages from docs/: a title in place of the first heading, links between pages in the site's form,
// links to other files of the repository at the released version. docs/ remains hand-written and reads well on GitHub.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { base, outside, repository, version } from './layout.mjs'

const docs = fileURLToPath(new URL('../docs/', import.meta.url))
const content = fileURLToPath(new URL('src/content/docs/', import.meta.url))

/** pagesOf lists the Markdown files below docs/ that are pages of the site, as paths with `/`. */
export function pagesOf(folder = docs) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name.endsWith('.md') && isOnSite(slugOf(name)))
    .sort()
}

const isOnSite = slug => !outside.some(one => slug === one || slug.startsWith(`${one}/`))

/** slugOf returns the path of a page on the site: `rules/README.md` is `rules`. */
export function slugOf(page) {
  return page
    .replace(/\.md$/, '')
    .replace(/(^|\/)README$/, '$1')
    .replace(/\/$/, '')
}

/** pageFor turns the text of a file of docs/ into a page of the site. Throws if there is no heading for its title. */
export function pageFor(page, text) {
  const [, title] = /^# (.+)\n/.exec(text) ?? []
  if (title === undefined) throw new Error(`docs/${page} does not begin with a heading`)
  // the page of a rule: `Credential in a variable (secret/by-name)`
  const [, name, rule] = /^(.+) \(([a-z]+\/[a-z-]+)\)$/.exec(title) ?? [title, title]
  const frontmatter = [
    '---',
    `title: ${JSON.stringify(name.replace(/[`*]/g, ''))}`,
    `description: ${JSON.stringify(firstSentence(text))}`,
    `editUrl: ${repository}/blob/v${version}/docs/${page}`,
    // what has no sections gets their room
    ...(/^## /m.test(text) ? [] : ['tableOfContents: false']),
    '---'
  ]
  const whole = withCodeArranged(withoutDiagrams(text.slice(title.length + 3), page))
  const body = outsideOfCode(whole, part => linked(part, page))
  const shown = `${rule === undefined ? '' : `\n\`${rule}\`\n`}${body}`
  return `${frontmatter.join('\n')}\n${weighed(shown, page)}`
}

/** In the search, pages that explain come before lists of messages, and both before what has each word somewhere. */
const LISTS = /^(?:schemas|inputs|comparison|tutorial|rules)/
const MESSAGES = /^troubleshooting\/(?:files|aws)/

/** weightOf returns the weight of a page in the search; its title has it too (PageTitle.astro). */
export function weightOf(page) {
  return LISTS.test(page) ? 0.2 : MESSAGES.test(page) ? 0.6 : 1
}

function weighed(text, page) {
  const weight = weightOf(page)
  return weight === 1 ? text : `<div data-pagefind-weight="${weight}">\n\n${text}\n\n</div>\n`
}

/** GitHub draws Mermaid; the site, which runs no script of it, links to the drawing instead of showing its source. */
function withoutDiagrams(text, page) {
  const drawn = `[The diagram, drawn by GitHub](${repository}/blob/v${version}/docs/${page}).`
  return text.replace(/^`{3}mermaid\n[\s\S]*?^`{3}$/gm, drawn)
}

/** Output with longer lines than this consists of sentences, whatever is in it. */
const LONGEST_ROW = 150
/** Words that stand below each other in columns are apart by more than a space. */
const COLUMNS = /\S {2,}\S/

/**
 * A block without a language shows output, whose columns the site keeps (astro.config.mjs); sentences and commands wrap. An example that is a part of
 * a file begins at the margin, where a phone has room for it.
 */
function withCodeArranged(text) {
  return text.replace(/^(`{3,})(.*)\n([\s\S]*?)^\1$/gm, (...[, marks, named, code]) => {
    const lines = code.split('\n')
    const isOutput = named === '' || named === 'text'
    const hasColumns = COLUMNS.test(code) && lines.every(line => line.length <= LONGEST_ROW)
    const language = isOutput ? (hasColumns ? 'text' : 'text wrap') : named
    const margin = isOutput
      ? 0
      : Math.min(...lines.filter(line => line.trim()).map(line => /^ */.exec(line)[0].length))
    return `${marks}${language}\n${lines.map(line => line.slice(margin)).join('\n')}${marks}`
  })
}

/** The description of a page for search engines: plain text, at most 160 characters. */
function firstSentence(text) {
  const paragraph =
    text
      .replace(/^# .*\n/, '')
      .replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '')
      .split(/\n{2,}/)
      .find(part => /^\s*[\p{L}`*[]/u.test(part)) ?? ''
  const plain = paragraph
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const [sentence] = /^.*?[.:!?](?=\s|$)/.exec(plain) ?? [plain]
  return sentence.length <= 160 ? sentence : `${sentence.slice(0, 157).replace(/\s\S*$/, '')}…`
}

/** Applies a change to the text outside of code blocks. */
function outsideOfCode(text, change) {
  return text
    .split(/^(`{3,}[^\n]*\n[\s\S]*?^`{3,}$)/gm)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('')
}

function linked(text, page) {
  return text.replace(/\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)/g, (_, path, anchor = '') => {
    const target = posix.normalize(posix.join('docs', posix.dirname(page), path))
    const inside = /^docs\/(.*\.md)$/.exec(target) ?? /^docs\/(rules|decisions)\/?$/.exec(target)
    if (inside && isOnSite(slugOf(inside[1]))) return `](${base}/${slugOf(inside[1])}/${anchor})`
    return `](${repository}/blob/v${version}/${target.replace(/\/$/, '')}${anchor})`
  })
}

/**
 * The front page shows what the README shows, and pictures (pictures.mjs): `README/mark` and `PICTURE/name what it
 * shows` on a line alone.
 */
function withShown(text) {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const block = mark => {
    const [, found] = new RegExp(`<!-- ${mark} -->\\n(\`\`\`[\\s\\S]*?\`\`\`)`).exec(readme) ?? []
    if (found === undefined) throw new Error(`the README has no block ${mark}`)
    return found.replace('```text', '```text wrap')
  }
  const picture = (name, shows) =>
    ['light', 'dark'].map(
      theme =>
        `<picture><source media="(max-width: 50rem)" srcset="${base}/pictures/${name}-phone-${theme}.png" /><img class="picture ${theme === 'light' ? 'dark' : 'light'}:sl-hidden" src="${base}/pictures/${name}-${theme}.png" alt="${shows}" loading="lazy" /></picture>`
    )
  return text
    .replace(/^README\/(\w+)$/gm, (_, mark) => block(mark))
    .replace(/^PICTURE\/(\w+) (.+)$/gm, (_, name, shows) => picture(name, shows).join('\n'))
}

/** writePages regenerates src/content/docs/: the site's own front page and page for wrong addresses, and the pages of docs/. */
export function writePages() {
  rmSync(content, { recursive: true, force: true })
  mkdirSync(content, { recursive: true })
  for (const [own, page] of [
    ['front.mdx', 'index.mdx'],
    ['not-found.md', '404.md']
  ]) {
    const text = readFileSync(new URL(own, import.meta.url), 'utf8')
    writeFileSync(join(content, page), withShown(text).replaceAll('BASE/', `${base}/`))
  }
  for (const page of pagesOf()) {
    const file = join(content, page.replace(/README\.md$/, 'index.md'))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, pageFor(page, readFileSync(join(docs, page), 'utf8')))
  }
}
