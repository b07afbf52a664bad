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
    'Our check, gitleaks, secretlint and detect-secrets on the same files in the same run, each with the rules it ships. Written by',
    '`scripts/compare-scanners.mjs`; the data is not part of this repository.',
    '',
    ...tools.map(({ name, version }) => `- ${name} ${version}`),
    '',
    'A finding that overlaps the text of a label claims that it is a credential. Of ours, findings of level `error` and category `credential`',
    'count. The others scan any file for shapes of tokens, and a task definition splits what they look for: the name stands in one',
    'text and the value in another. They are good at what they are made for, and this is not it. detect-secrets tells lines only.',
    'Labels of the third set are lines, since Terraform has no pointers: a harmless text that shares a line with a finding counts as a false alarm. Our rules were tuned on four fifths of the second and the third set;',
    '[the detector’s measurements](detector-measurements.md) say how they do on the fifth that was kept aside.',
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
