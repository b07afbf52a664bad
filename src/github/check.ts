import type { Problem } from '../errors.ts'
import type { GithubVariables } from './connect.ts'

/** The inputs that concern GitHub. */
export type GithubInputs = { readonly environment?: string; readonly githubToken?: string }

/** checkGithub finds what recording a GitHub deployment would lack. Empty without the input `environment`. */
export function checkGithub(inputs: GithubInputs, variables: GithubVariables): readonly Problem[] {
  const { environment, githubToken } = inputs
  if (environment === undefined) return []
  const problems: Problem[] = []
  if (githubToken === undefined) problems.push(MISSING_TOKEN)
  const missing = [
    /^[\w.-]+\/[\w.-]+$/.test(variables['GITHUB_REPOSITORY'] ?? '') ? [] : ['GITHUB_REPOSITORY'],
    variables['GITHUB_SHA'] ? [] : ['GITHUB_SHA']
  ].flat()
  if (missing.length > 0) problems.push(missingVariables(missing))
  // GitHub's limit for the name of an environment
  if (environment.length > 255 || /\p{Cc}/u.test(environment)) problems.push(badName(environment.length))
  return problems
}

const MISSING_TOKEN: Problem = {
  code: 'missing-input',
  fault: 'user',
  message:
    'Input "environment" is given, but "github-token" is empty: a GitHub deployment could not be recorded.',
  hint: 'Set github-token: ${{ github.token }} and give the job the permission deployments: write, or remove "environment".'
}

function missingVariables(names: readonly string[]): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message: `Input "environment" is given, but ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not set: it is not known what the GitHub deployment is of.`,
    hint: 'GitHub Actions sets them (owner/name and the commit); elsewhere set them yourself, or remove "environment".'
  }
}

function badName(length: number): Problem {
  return {
    code: 'bad-input',
    fault: 'user',
    message: `Input "environment": a value of ${length} characters is not the name of a GitHub environment.`,
    hint: 'Use at most 255 characters and no control characters.'
  }
}
