// The page docs/comparison.md.

/** The page as Markdown; counts only. */
export function pageOf(sets, tools, rows) {
  const sections = sets.flatMap(set => [
    `## ${set.title.charAt(0).toUpperCase()}${set.title.slice(1)}`,
    '',
    `${set.files.length} files, ${set.labels.length} labeled texts, ${set.labels.filter(({ secret }) => secret).length} of them credentials.`,
    '',
    '| tool | found | missed | false alarms | precision | recall |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.filter(row => row.set === set.title).map(rowOf),
    ''
  ])
  return [
    '# Comparison with other scanners',
    '',
    'This page compares `check` with gitleaks, secretlint and detect-secrets on the same files in the same run, each with its default rules. Written by',
    '`scripts/compare-scanners.mjs`; the data is not part of this repository.',
    '',
    ...tools.map(({ name, version }) => `- ${name} ${version}`),
    '',
    'The other scanners search any file for token formats and are good at that. A task definition splits what they search for: the name is in one',
    'string and the value in another.',
    '',
    '- A finding that overlaps the text of a label counts as a claim that it is a credential. Of `check`, findings with level `error` and category `credential` count.',
    '- detect-secrets reports only lines. Labels of the third set are lines, because Terraform has no pointers: a harmless value on the same line as a finding counts as a false alarm.',
    '- The rules of `check` were adjusted on four fifths of the second and third set; [the measurements](detector-measurements.md) show the results for the fifth that was set aside.',
    '',
    ...sections
  ]
    .join('\n')
    .replace(/\n+$/, '\n')
}

function rowOf({ tool, found, missed, wrong }) {
  return `| ${tool} | ${found} | ${missed} | ${wrong} | ${ratio(found, found + wrong)} | ${ratio(found, found + missed)} |`
}

function ratio(part, whole) {
  return whole === 0 ? '–' : (part / whole).toFixed(3)
}
