// Builds the site of several tags or branches into one folder: the first at its root, each of the others in a folder
// named after it, and a page that lists them.
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'

/**
 * What to build: refs of a git repository, the newest release first; `NAME=REF` gives a ref another name. `out` is
 * recreated. `base` is the path at which the root is served.
 */
export type VersionsRequest = {
  readonly repository: string
  readonly refs: readonly string[]
  readonly out: string
  readonly base: string
}

/** The versions that were built, and the refs that could not be built because their site supports only one address. */
export type BuiltVersions = { readonly built: readonly string[]; readonly left: readonly string[] }

/**
 * buildVersions creates the folder. Throws if a ref does not exist or its build fails; then only `out` is left behind.
 */
export function buildVersions({ repository, refs, out, base }: VersionsRequest): BuiltVersions {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const git = (...words: readonly string[]) =>
    execFileSync('git', words, { cwd: repository, encoding: 'utf8' })
  // A site that does not read it would link to the pages of another version.
  const canMove = ({ ref }: Version) =>
    git('show', `${ref}:site/layout.mjs`).includes("process.env['SITE_BASE']")
  const [first, ...others] = refs.map(versionOf)
  if (first === undefined) throw new Error('Name at least one tag or branch.')
  const built = [first, ...others.filter(canMove)]
  for (const version of built) {
    const { name, ref } = version
    // below the packages that it may use: Astro treats a module that shares no parent folder with the site as part of
    // the site
    const folder = mkdtempSync(join(repository, 'site/.versions-'))
    const tree = join(folder, 'tree')
    try {
      git('worktree', 'add', '--quiet', '--detach', tree, ref)
      for (const packages of ['', 'site']) install(repository, tree, packages)
      execFileSync(process.execPath, ['site/build.mjs'], {
        cwd: tree,
        stdio: 'inherit',
        env: { ...process.env, SITE_BASE: version === first ? base : `${base}/${name}`, SITE_ROOT: base }
      })
      cpSync(join(tree, 'site/dist'), version === first ? out : join(out, name), { recursive: true })
    } finally {
      if (existsSync(tree)) git('worktree', 'remove', '--force', tree)
      rmSync(folder, { recursive: true, force: true })
    }
  }
  const names = built.map(({ name }) => name)
  mkdirSync(join(out, 'versions'), { recursive: true })
  writeFileSync(join(out, 'versions/index.html'), versionsPage(names, base))
  return { built: names, left: others.flatMap(one => (built.includes(one) ? [] : one.name)) }
}

type Version = { readonly name: string; readonly ref: string }

function versionOf(text: string): Version {
  const [name = '', ref = name] = text.split('=')
  return { name, ref }
}

/** A ref with the same lock file uses the packages of the checkout. */
function install(repository: string, tree: string, folder: string): void {
  const lock = (root: string) => {
    const file = join(root, folder, 'package-lock.json')
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined
  }
  const [wanted, here] = [lock(tree), join(repository, folder, 'node_modules')]
  if (wanted === undefined) return
  if (wanted === lock(repository) && existsSync(here)) symlinkSync(here, join(tree, folder, 'node_modules'))
  else execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: join(tree, folder), stdio: 'inherit' })
}

/**
 * The version selector is a list, which needs no script, and comes from the newest build, whichever version links to
 * it.
 */
function versionsPage([first = '', ...others]: readonly string[], base: string): string {
  const row = (ref: string, path: string, note: string) =>
    `<li><a href="${base}/${path}">${escaped(ref)}</a>${note}</li>`
  const rows = [
    row(first, '', ' (the newest release)'),
    ...others.map(ref => row(ref, `${encodeURI(ref)}/`, ''))
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Versions | ecs-sealed-deploy</title>
<link rel="icon" href="${base}/favicon.svg" type="image/svg+xml">
<style>body { font: 16px / 1.5 system-ui, sans-serif; max-width: 45rem; margin: 1rem auto; padding: 0 1rem }</style>
</head>
<body>
<header><a href="${base}/">ecs-sealed-deploy</a></header>
<main>
<h1>Versions of this documentation</h1>
<ul>
${rows.join('\n')}
</ul>
</main>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
