import type { Problem } from '../../errors.ts'
import { digestOf } from '../journal.ts'
import type { PlannedSecret } from '../plan.ts'
import type { Stored } from '../ports.ts'

/** The tags by which a secret is known to be of this repository and environment. Set on creation, and only then. */
export const OWN_TAGS = ['ecs-sealed-deploy-repository', 'ecs-sealed-deploy-environment'] as const

/** ownTags returns the tags of the secrets that deploys of a repository and environment create. */
export function ownTags(repository = '', environment = ''): Readonly<Record<string, string>> {
  const [ofRepository, ofEnvironment] = OWN_TAGS
  return { [ofRepository]: repository, [ofEnvironment]: environment }
}

/** whose returns why a deploy of this repository and environment must not write into a secret that exists. */
export function whose(
  { name }: PlannedSecret,
  { tags = {}, writer }: Stored,
  { own, overwrite }: { readonly own: Readonly<Record<string, string>>; readonly overwrite: boolean }
): Problem | undefined {
  if (writer !== undefined)
    return taken(`The secret "${name}" ${writer}, so a deploy does not write its value.`, {
      hint: `Remove the line from "secret-values" and refer to it: secretsmanager:${name} in the file or in the input "secrets".`
    })
  const isOwn = Object.entries(own).every(([key, value]) => tags[key] === value)
  if (isOwn || overwrite) return undefined
  return taken(
    `The secret "${name}" exists and was not created by a deploy of this repository and environment.`,
    {
      hint: `Refer to it without the line in "secret-values" (secretsmanager:${name}), choose another name in "secret-names", or set overwrite (--overwrite on the command line) to write it.`
    }
  )
}

/** The ID of a version: which run wrote it, nothing of the value. Outside GitHub, runs are in the order of time. */
const VERSION = /^ecs-sealed-deploy-(run|at)-(\d+)-\d+-[0-9a-f]+$/

/** versionIdFor returns the ID of the version that a run stores: 32 to 64 letters, digits and hyphens. */
export function versionIdFor(runName: string, name: string, replaced = ''): string {
  const [, started] = /^started (\d+)$/.exec(runName) ?? []
  const [run = '0', attempt = '1'] = runName.split('/')
  const order = started === undefined ? `run-${run.padStart(13, '0')}` : `at-${started.padStart(13, '0')}`
  const try_ = (started === undefined ? attempt : '1').padStart(3, '0')
  return `ecs-sealed-deploy-${order}-${try_}-${digestOf([runName, name, replaced]).slice(0, 12)}`
}

/** later returns why a changed value must not replace the current version: another wrote it, or a newer run. */
export function later(
  { name }: PlannedSecret,
  found: Stored | undefined,
  runName: string
): Problem | undefined {
  const [current = ''] =
    Object.entries(found?.versions ?? {}).find(([, stages]) => stages.includes('AWSCURRENT')) ?? []
  const [, kind, run = ''] = VERSION.exec(current) ?? []
  const [, ownKind, own = ''] = VERSION.exec(versionIdFor(runName, name)) ?? []
  if (kind === undefined)
    return taken(
      `The value of the secret "${name}" was changed outside of deploys, and differs from this run's.`,
      {
        hint: 'Set the GitHub secret to the value that is stored, or set overwrite (--overwrite on the command line) to replace it.'
      }
    )
  if (kind !== ownKind || Number(run) <= Number(own)) return undefined
  return taken(
    `The value of the secret "${name}" was stored by run ${Number(run)}, which is newer than this one: this run has the values of the time when it was queued.`,
    {
      hint: 'Run the newest workflow run again, or set overwrite (--overwrite on the command line) to put the older value back.'
    }
  )
}

function taken(message: string, { hint }: { readonly hint: string }): Problem {
  return { code: 'secret-not-ours', fault: 'user', message: `${message} Nothing was written.`, hint }
}

/** notAllowed returns the problem of a secret of this repository that the deploying role may not read. */
export function notAllowed({ name }: PlannedSecret): Problem {
  return {
    code: 'secret-not-compared',
    fault: 'cloud',
    message: `The secret "${name}" exists, and the deploying role may not read it to compare the value: no permission for secretsmanager:GetSecretValue. Nothing was written.`,
    hint: `Allow it on secrets with the tag ${OWN_TAGS[0]}, or run the command line with --secret-values-update never, which only creates secrets.`
  }
}

/** noRepository returns the problem of a run that cannot tag its secrets. */
export function noRepository(): Problem {
  return {
    code: 'missing-input',
    fault: 'user',
    message:
      'GITHUB_REPOSITORY is not set, so the secrets could not be known again as those of this repository.',
    hint: 'Outside of GitHub Actions, set it: GITHUB_REPOSITORY=owner/name.'
  }
}
