import type { Survey } from './survey.ts'

/** A setting that every deploy needs, and the services for which nothing in the repository says it. */
export type MissingSetting = { readonly name: 'cluster' | 'region'; readonly keys: readonly string[] }

/** missingSettings finds the settings that no workflow has a place for. One that a run decides is open, not missing. */
export function missingSettings({ entries }: Survey): readonly MissingSetting[] {
  return (['cluster', 'region'] as const).flatMap(name => {
    const keys = [...new Set(entries.filter(({ cells }) => cells[name] === undefined).map(({ key }) => key))]
    return keys.length > 0 ? [{ name, keys }] : []
  })
}

const ELSEWHERE = { cluster: '', region: ', or set the variable AWS_REGION of the repository' }

/** The configuration file. One that exists may say what the workflows do not. */
export type MissingIn = { readonly file: string; readonly exists: boolean }

/** missingLines says what is to be added before the new workflows can plan and deploy. */
export function missingLines(survey: Survey, configuration: MissingIn): readonly string[] {
  return [
    'Not known from the repository, to be added:',
    ...(configuration.exists ? [] : missingSettings(survey)).map(
      ({ name, keys }) =>
        `  ${name} of ${keys.join(', ')}: write "${name}" under "defaults" in ${configuration.file}${ELSEWHERE[name]}`
    ),
    '  roles that the new workflows assume: set the variables AWS_PLAN_ROLE and AWS_DEPLOY_ROLE of the repository or of its environments'
  ]
}
