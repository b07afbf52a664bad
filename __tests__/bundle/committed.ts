import { runGit } from '../git.ts'

/** Runs git in a folder and returns what it prints. */
export type GitIn = (...args: string[]) => string

/**
 * committed makes a folder a repository whose first commit, on `main`, has all its files; returns git in that folder.
 */
export function committed(folder: string): GitIn {
  const git: GitIn = (...args) => runGit(folder, args)
  git('init', '-q', '-b', 'main')
  git('add', '.')
  git('commit', '-q', '-m', 'as it was')
  return git
}
