import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runGit } from '../git.ts'

/** A real git repository in a temporary folder, with a date for each commit. */
export type Repository = {
  readonly path: string
  git(...args: readonly string[]): string
  /** Writes files and commits them; returns the abbreviated commit name. */
  commit(message: string, files: Readonly<Record<string, string | Buffer | undefined>>): string
  remove(): void
}

export function makeRepository(): Repository {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'history-')))
  let day = 0
  const git = (...args: readonly string[]) => {
    const date = `2025-01-${String(Math.max(day, 1)).padStart(2, '0')}T12:00:00Z`
    const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
    return runGit(path, args, env)
  }
  git('init', '--quiet', '--initial-branch=main')
  return {
    path,
    git,
    commit: (message, files) => {
      day += 1
      for (const [file, content] of Object.entries(files)) {
        if (content === undefined) rmSync(join(path, file))
        else {
          mkdirSync(dirname(join(path, file)), { recursive: true })
          writeFileSync(join(path, file), content)
        }
      }
      git('add', '--all')
      git('commit', '--quiet', '--message', message)
      return git('rev-parse', 'HEAD').slice(0, 12)
    },
    remove: () => rmSync(path, { recursive: true, force: true })
  }
}

/** A task definition file with these variables in plaintext. */
export function definitionFile(environment: Readonly<Record<string, string>>): string {
  const entries = Object.entries(environment).map(([name, value]) => ({ name, value }))
  return `${JSON.stringify({ family: 'web', containerDefinitions: [{ name: 'app', image: 'demo/app:1', environment: entries }] }, undefined, 2)}\n`
}
