import type { Problem } from '../../errors.ts'
import type { GithubVariables } from './connect.ts'

/** The inputs that concern GitHub. */
export type GithubInputs = { readonly environment?: string; readonly githubToken?: string }

/**
 * checkGithub finds what is missing for recording a GitHub deployment. Empty without an environment and a token,
 * because nothing is recorded then.
 */
export function checkGithub(inputs: GithubInputs, variables: GithubVariables): readonly Problem[] {
  const { environment, githubToken } = inputs
  if (environment === undefined || githubToken === undefined) return []
  const missing = [
    /^[\w.-]+\/[\w.-]+$/.test(variables['GITHUB_REPOSITORY'] ?? '') ? [] : ['GITHUB_REPOSITORY'],
    variables['GITHUB_SHA'] ? [] : ['GITHUB_SHA']
  ].flat()
  return missing.length > 0 ? [missingVariables(missing)] : []
}

function missingVariables(names: readonly string[]): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: `Inputs "environment" and "github-token" are given, but ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not set: it is not known what the GitHub deployment is of.`,
    hint: 'GitHub Actions sets them (owner/name and the commit); elsewhere set them yourself, or remove "environment".'
  }
}
