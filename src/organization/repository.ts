import type { Problem } from '../errors.ts'
import { isObject } from '../json.ts'

const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/

/**
 * readRepositories reads the repositories that must have a result: lines `OWNER/NAME`, or a JSON array of such texts or
 * of objects with `full_name`, as GitHub's API returns them.
 */
export function readRepositories(
  file: string,
  text: string
): { readonly repositories: readonly string[]; readonly problems: readonly Problem[] } {
  const entries = entriesOf(text)
  const read = entries?.map(nameOfEntry)
  const bad = read?.flatMap((name, index) => (name === undefined ? [index + 1] : []))
  const what =
    bad === undefined ? 'it is neither JSON nor lines' : `not valid: entry ${bad.slice(0, 5).join(', ')}`
  const problems = bad?.length === 0 ? [] : [badRepositories(file, what)]
  return { repositories: [...new Set(read?.flatMap(name => name ?? []))], problems }
}

/**
 * repositoryOfFile returns the repository that a file is named after: `checks/OWNER/NAME.json`, or otherwise the file's
 * name.
 */
export function repositoryOfFile(file: string): string {
  const parts = file.replace(/\.json$/, '').split(/[/\\]/)
  const name = parts.slice(-2).join('/')
  return REPOSITORY.test(name) ? name : (parts.at(-1) ?? file)
}

function entriesOf(text: string): readonly unknown[] | undefined {
  if (!/^\s*[[{]/.test(text)) {
    const lines = text.split('\n').map(line => line.trim())
    return lines.filter(line => line !== '')
  }
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

function nameOfEntry(entry: unknown): string | undefined {
  if (typeof entry === 'string') return REPOSITORY.test(entry) ? entry : undefined
  return isObject(entry) ? nameOfEntry(entry['full_name']) : undefined
}

function badRepositories(file: string, what: string): Problem {
  return {
    code: 'bad-repositories',
    fault: 'user',
    message: `${file} does not list repositories: ${what}.`,
    hint: 'Write lines OWNER/NAME, or a JSON array of them, for example by: gh api --paginate orgs/OWNER/repos --jq ".[].full_name".'
  }
}
