import { readdirSync, readFileSync } from 'node:fs'

/** A line that a page shows for copying, as a shell reads it: continued lines joined, without a comment. */
export type ShownCommand = { readonly page: string; readonly line: string }

/** Pages whose commands have their own tests, which play them in the page's order. */
const PLAYED_IN_ORDER = ['docs/tutorial.md']

const PAGES = [
  'README.md',
  'site/front.mdx',
  'examples/ops-pipeline/README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map(name => `docs/${name}`)
].filter(name => /\.mdx?$/.test(name))

const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm
const SHELLS = ['sh', 'shell', 'bash', 'console']
/** A block without a language shows output, or commands. */
const COMMAND = /^(?:npx |ecs-sealed-deploy |aws |git |gh |npm |node )/

/**
 * shownCommands lists the commands of README, docs, the site's front page and the example, each once; `pages` may leave
 * pages out.
 */
export function shownCommands(
  pages: (page: string) => boolean = page => !PLAYED_IN_ORDER.includes(page)
): readonly ShownCommand[] {
  const all = PAGES.filter(pages).flatMap(page =>
    [...readFileSync(page, 'utf8').matchAll(BLOCK)].flatMap(([, language = '', block = '']) =>
      (language === '' || SHELLS.includes(language) ? linesOf(block) : [])
        .filter(line => SHELLS.includes(language) || COMMAND.test(line))
        .map(line => ({ page, line }))
    )
  )
  return [...new Map(all.toReversed().map(one => [one.line, one])).values()].toReversed()
}

/** Lines of a shell: a backslash or an open quote continues a line; a comment ends it. */
function linesOf(block: string): readonly string[] {
  const lines: string[] = []
  let open = ''
  for (const part of block.replace(/\\\n\s*/g, ' ').split('\n')) {
    open = open === '' ? part : `${open}\n${part}`
    if ((open.match(/'/g) ?? []).length % 2 === 1) continue
    const line = open.replace(/(^|\s)#\s.*$/, '').trim()
    if (line !== '') lines.push(line)
    open = ''
  }
  return lines
}

/** The words of a command of the program; undefined for another command. */
export function programWords(line: string): readonly string[] | undefined {
  const [, rest] =
    /^(?:npx (?:-y )?)?(?:ecs-sealed-deploy|node (?:\.\.\/)*dist\/index\.js) (.*)$/.exec(line) ?? []
  return rest === undefined ? undefined : wordsOf(rest)
}

/** As a shell divides them, as far as the pages need that. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '')
}
