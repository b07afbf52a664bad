import type { MergedChecks, RepositoryCheck } from '../../organization/merge-checks.ts'
import { checksSections, findingPlace } from '../organization/organization-checks.ts'
import { folded, type Html, type HtmlPart, html, list, section, table, tiles } from './html.ts'
import { counted } from './units.ts'

const REPOSITORIES = 500
const ROWS = 200
/** Number of repositories that are not folded. */
const OPEN = 3

/** checkTiles counts the repositories by verdict. */
export function checkTiles({ repositories }: MergedChecks): Html | undefined {
  const of = (verdict: RepositoryCheck['verdict']) =>
    repositories.filter(one => one.verdict === verdict).length
  return tiles([
    [of('findings'), 'with findings', 'bad'],
    [of('unknown'), 'not verified', 'warn'],
    [of('none'), 'without task definitions', 'soft'],
    [of('clean'), 'clean', 'good']
  ])
}

/**
 * checkSections shows the findings of each repository, worst first, then what could not be verified, the rules, and the
 * clean repositories.
 */
export function checkSections(merged: MergedChecks): readonly HtmlPart[] {
  const { repositories } = merged
  const found = repositories.filter(({ findings }) => findings.length > 0)
  const unknown = repositories.filter(({ why }) => why !== undefined)
  const good = repositories.filter(({ verdict }) => verdict === 'clean' || verdict === 'none')
  const rules = checksSections(merged).find(({ title }) => title === 'By rule')?.rows ?? []
  return [
    section('found', 'Findings', [
      ...found.slice(0, REPOSITORIES).map(findingsOf),
      found.length > REPOSITORIES &&
        html`<p>… and ${found.length - REPOSITORIES} more, in the data at the end of this page.</p>`
    ]),
    section('unknown', 'Not verified, so not clean', [
      list(
        unknown
          .slice(0, REPOSITORIES)
          .map(({ repository, why, hint }) => html`<b>${repository}</b> ${why}<p class="soft">${hint}</p>`),
        'cards'
      ),
      unknown.length > REPOSITORIES && html`<p>… and ${unknown.length - REPOSITORIES} more.</p>`
    ]),
    section('rules', 'By rule', [
      rules.length > 0 && table('Findings by rule', ['rule', 'findings', 'repositories'], rules)
    ]),
    section('clean', 'Without findings', [
      good.length > 0 &&
        folded(
          counted(good.length, 'repository', 'repositories'),
          list(
            good.map(
              ({ repository, verdict, files }) =>
                html`${repository} <span class="soft">${verdict === 'none' ? 'no task definition' : counted(files, 'file')}</span>`
            ),
            'plain'
          )
        )
    ])
  ]
}

function findingsOf({ repository, findings }: RepositoryCheck, index: number): Html {
  const rows = findings
    .slice(0, ROWS)
    .map(one => [
      html`<b class="${one.level === 'error' ? 'bad' : 'warn'}">${one.level}</b>`,
      html`<code>${findingPlace(one)}</code>`,
      one.rule,
      html`<code>${one.name}</code>`
    ])
  const left = findings.length - rows.length
  return folded(
    html`<b>${repository}</b> <span class="soft">${counted(findings.length, 'finding')}</span>`,
    [
      table(`Findings in ${repository}`, ['level', 'file', 'rule', 'name'], rows),
      left > 0 && html`<p>… and ${left} more.</p>`
    ],
    index < OPEN
  )
}
