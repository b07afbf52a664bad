import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isAbsence, type Problem } from '../errors.ts'
import { systemReason } from '../files/read.ts'
import { describeText } from '../inputs/problems.ts'
import { didYouMean } from '../nearest.ts'
import type { Environment } from '../run/github-context.ts'

/** The profile in use in the machine's AWS configuration; the SDK does not provide it early enough. */
export type ReadProfile = { readonly region?: string; readonly problem?: Problem }

/**
 * readProfile reads the profile in AWS_PROFILE (otherwise `default`) from the files that the SDK and the AWS CLI use:
 * ~/.aws/config and ~/.aws/credentials, or the files in AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE. A named
 * profile that is in neither file is a problem. Only names and Regions are kept.
 */
export function readProfile(environment: Environment): ReadProfile {
  const { AWS_PROFILE, AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = environment
  const folder = join(environment['HOME'] || environment['USERPROFILE'] || homedir(), '.aws')
  const closed: string[] = []
  const config = sectionsOf(AWS_CONFIG_FILE || join(folder, 'config'), closed)
  const credentials = sectionsOf(AWS_SHARED_CREDENTIALS_FILE || join(folder, 'credentials'), closed)
  const name = AWS_PROFILE || 'default'
  const inConfig =
    config.get(name === 'default' ? 'default' : `profile ${name}`) ?? config.get(`profile ${name}`)
  const inCredentials = credentials.get(name)
  if (AWS_PROFILE && inConfig === undefined && inCredentials === undefined) {
    const [why] = closed
    if (why !== undefined) return { problem: notReadable(AWS_PROFILE, why) }
    const named = [...config.keys()].flatMap(
      section => /^(?:profile )?(?!sso-session |services )(.+)$/.exec(section)?.[1] ?? []
    )
    return { problem: noProfile(AWS_PROFILE, [...new Set([...named, ...credentials.keys()])]) }
  }
  const region = inConfig?.get('region') ?? inCredentials?.get('region')
  return region === undefined ? {} : { region }
}

type Section = ReadonlyMap<string, string>

/** A file of the AWS CLI: `[section]`, `key = value`, comments; indented lines belong to the preceding key. */
function sectionsOf(file: string, closed: string[]): ReadonlyMap<string, Section> {
  const sections = new Map<string, Map<string, string>>()
  let open: Map<string, string> | undefined
  for (const line of linesOf(file, closed)) {
    const header = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1]?.replace(/\s+/g, ' ').replaceAll('"', '')
    if (header !== undefined) {
      open = sections.get(header) ?? new Map<string, string>()
      sections.set(header, open)
      continue
    }
    const [, key, value] = /^(region)\s*=\s*(\S+)/.exec(line) ?? []
    if (open !== undefined && key !== undefined && value !== undefined) open.set(key, value)
  }
  return sections
}

function linesOf(file: string, closed: string[]): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)
  } catch (error) {
    // most machines have only one of the files, and a runner has none
    if (!isAbsence(error)) closed.push(`${file} cannot be read: ${systemReason(error)}`)
    return []
  }
}

function notReadable(name: string, why: string): Problem {
  return {
    code: 'aws-profile',
    fault: 'user',
    message: `The AWS profile ${describeText(name)} (AWS_PROFILE) was not found: ${why}.`,
    hint: 'Make the file readable for this user, or name another one in AWS_CONFIG_FILE or AWS_SHARED_CREDENTIALS_FILE.'
  }
}

function noProfile(name: string, known: readonly string[]): Problem {
  return {
    code: 'aws-profile',
    fault: 'user',
    message: `The AWS profile ${describeText(name)} (AWS_PROFILE) is in neither ~/.aws/config nor ~/.aws/credentials.${didYouMean(name, known)}`,
    hint: 'aws configure list-profiles shows the profiles there are; aws configure sso makes one.'
  }
}
