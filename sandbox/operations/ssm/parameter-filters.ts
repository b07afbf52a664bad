import { AwsFault } from '../../fault.ts'
import { type JsonMap, textOf, textsOf } from '../../json.ts'
import type { Parameter } from '../../world/state.ts'

/** fits reports whether a parameter matches a filter of DescribeParameters. */
export function fits(one: Parameter, filter: JsonMap): boolean {
  const key = textOf(filter, 'Key') ?? ''
  const values = textsOf(filter, 'Values')
  const option = textOf(filter, 'Option') ?? 'Equals'
  if (values.length > 50) throw new AwsFault('InvalidFilterValue', 'A filter can have at most 50 values.')
  if (key === 'Path') return liesUnder(one.name, values, option)
  const text = key === 'Name' ? one.name : key === 'Type' ? one.type : undefined
  if (text === undefined)
    throw new AwsFault(
      'InvalidFilterKey',
      `The sandbox filters parameters by Name, Path and Type, not by ${key}.`
    )
  if (option === 'Equals') return values.includes(text)
  if (option === 'BeginsWith') return values.some(value => text.startsWith(value))
  if (option === 'Contains') return values.some(value => text.includes(value))
  throw new AwsFault('InvalidFilterOption', `The specified filter option isn't valid: ${option}.`)
}

function liesUnder(name: string, paths: string[], option: string): boolean {
  if (option !== 'OneLevel' && option !== 'Recursive')
    throw new AwsFault('InvalidFilterOption', `The specified filter option isn't valid: ${option}.`)
  return paths.some(path => {
    if (!/^\/[\w./-]*$/.test(path))
      throw new AwsFault(
        'ValidationException',
        'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/".'
      )
    const folder = path.endsWith('/') ? path : `${path}/`
    const below = name.startsWith(folder) ? name.slice(folder.length) : ''
    return below !== '' && (option === 'Recursive' || !below.includes('/'))
  })
}
