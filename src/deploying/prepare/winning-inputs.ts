import type { DefinitionSource } from '../../checking/load/source.ts'
import type { ResolvedEntry } from '../../configuration/resolved.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import type { Overrides } from '../../template/overrides/overrides.ts'
import { imagesFor } from '../../template/overrides/split-images.ts'

/**
 * The inputs of this run by key of the configuration file; with a name if the input replaces only the value of that
 * name.
 */
type Winning = { readonly input: string; readonly name?: string }

/**
 * winningInputs reports where an input takes precedence over the configuration file for a service: this is intended,
 * but readers of the file should know. Contains names only, no values.
 */
export function winningInputs(
  targets: readonly DefinitionSource[],
  configuration: Pick<AwsConfiguration, 'variables' | 'desiredCount'>,
  overrides: Overrides
): readonly Remark[] {
  return targets.flatMap(({ service, entry }) => {
    if (entry === undefined) return []
    const own = imagesFor(overrides, { entry, ...present({ service }) })
    return givenBy(configuration, own).flatMap(one => remarkOf(one, entry))
  })
}

function givenBy(
  { variables, desiredCount }: Pick<AwsConfiguration, 'variables' | 'desiredCount'>,
  overrides: Overrides
): readonly Winning[] {
  const named = (input: string, pairs: readonly { readonly name: string }[]) =>
    pairs.map(({ name }): Winning => ({ input, name }))
  return [
    ...Object.keys(variables).map((name): Winning => ({ input: 'variables', name })),
    ...(desiredCount === undefined ? [] : [{ input: 'desired-count' }]),
    ...(overrides.image === undefined ? [] : [{ input: 'image' }]),
    ...named('image', overrides.images),
    ...named('environment-variables', overrides.environmentVariables),
    ...named('secrets', overrides.secrets)
  ]
}

function remarkOf({ input, name }: Winning, { key, said }: ResolvedEntry): readonly Remark[] {
  const isMeant = (label: string) =>
    label === `${input}.${name}` || (input === 'image' && (label === input || name === undefined))
  const found = said.find(
    one => (name === undefined && one.key === input) || isWithin(one.key, input, isMeant)
  )
  if (found === undefined) return []
  const { layer, place } = found
  const where = place ? `, ${place.file}:${place.line}` : ''
  const what = name === undefined ? '' : ` (${name})`
  const message = `Input "${input}"${what} wins over "${found.key}" of "${key}" (${layer}${where}).`
  return [{ message, ...present({ place }) }]
}

function isWithin(label: string, input: string, isMeant: (label: string) => boolean): boolean {
  return (label === input || label.startsWith(`${input}.`)) && isMeant(label)
}
