import type { Cell } from '../workflow/cell.ts'
import type { Survey } from './survey.ts'

/**
 * surveyTable formats the survey as a table, one line per cell: its name, value and source, with `?` for a value that
 * cannot be determined statically.
 */
export function surveyTable({ entries, unused, notes, tasks, order }: Survey): readonly string[] {
  const rows = entries.flatMap(({ key, environment, cells, paths }) => [
    [
      key,
      'environment',
      environment?.word ?? '(none is named)',
      `${environment?.from ?? ''}${environment?.isGuess ? ' (guess)' : ''}`
    ],
    ...Object.entries(cells).map(([name, cell]: readonly [string, Cell]) => [
      key,
      name,
      cell.kind === 'known' ? cell.value : `? ${cell.why}`,
      `${cell.from}${cell.kind === 'known' && cell.isGuess ? ' (guess)' : ''}`
    ]),
    ...(paths
      ? [[key, 'paths', paths.values.join(' '), `${paths.from}${paths.isGuess ? ' (guess)' : ''}`]]
      : [])
  ])
  const started = tasks.map(({ key, definition, for: services, from }) => [
    key,
    services ? `task before ${services.join(', ')}` : 'task',
    'file' in definition ? definition.file : `live: ${definition.live}`,
    `${from} (guess)`
  ])
  const waves = order
    ? [['', 'order', order.waves.map(wave => wave.join(', ')).join(' | '), `${order.from} (guess)`]]
    : []
  const all = [['service', 'what', 'value', 'from where'], ...rows, ...started, ...waves]
  const widths = [0, 1, 2].map(column => Math.max(...all.map(row => row[column]?.length ?? 0)))
  const lines = all.map(row =>
    row
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  )
  return [...lines, ...unused.map(({ file }) => `No workflow was found that deploys ${file}.`), ...notes]
}

/** surveyToJson returns the same as data. `open` is why a value cannot be determined statically. */
export function surveyToJson({ entries, unused, notes, tasks, order }: Survey): object {
  return {
    services: entries.map(({ key, environment, cells, paths }) => ({
      key,
      ...(environment
        ? { environment: guessed({ value: environment.word, from: environment.from }, environment) }
        : {}),
      found: Object.entries(cells).map(([what, cell]: readonly [string, Cell]) =>
        cell.kind === 'known'
          ? guessed({ what, value: cell.value, from: cell.from }, cell)
          : { what, open: cell.why, from: cell.from }
      ),
      ...(paths ? { paths: guessed({ values: paths.values, from: paths.from }, paths) } : {})
    })),
    tasks: tasks.map(({ key, definition, command, for: services, from }) => ({
      ...{ key, ...definition, from },
      ...(command ? { command } : {}),
      ...(services ? { for: services } : {})
    })),
    ...(order ? { order } : {}),
    unused: unused.map(({ file }) => file),
    notes
  }
}

const guessed = <Found extends object>(found: Found, { isGuess }: { readonly isGuess?: true }) =>
  isGuess ? { ...found, isGuess } : found
