import { isGoodEnd, type MergedResults, type PlaceResults } from '../../organization/merge-results.ts'
import { placeId } from '../../organization/place.ts'
import { afterOutcome } from '../organization/organization-open.ts'
import { outcomeInWords } from '../rollouts/service-facts.ts'
import { folded, type HtmlPart, html, httpsLink, list, section, table } from './html.ts'
import { counted } from './units.ts'

const PLACES = 500
const ROWS = 500

/**
 * resultsSections shows what failed or is unknown in each account and Region, with the reasons, and then what
 * succeeded.
 */
export function resultsSections({ places }: MergedResults): readonly HtmlPart[] {
  const bad = places.filter(({ services, why }) => why !== undefined || !services.every(isGoodEnd))
  const good = places.filter(({ services }) => services.some(isGoodEnd))
  return [
    section('failed', 'Failed or unknown', bad.slice(0, PLACES).map(badPlace)),
    section('succeeded', 'Succeeded', [
      good.length > 0 &&
        folded(
          counted(good.length, 'account and Region', 'accounts and Regions'),
          list(good.slice(0, PLACES).map(goodPlace), 'plain')
        )
    ])
  ]
}

function badPlace(place: PlaceResults): HtmlPart {
  const rows = place.services
    .filter(service => !isGoodEnd(service))
    .slice(0, ROWS)
    .map(({ reason, ...service }) => [
      html`${service.service}<br><span class="soft">cluster ${service.cluster}</span>`,
      html`<b class="${service.outcome === 'unknown' ? 'warn' : 'bad'}">${outcomeInWords(service.outcome)}</b>`,
      html`${reason}<br><span class="soft">${afterOutcome(service)}</span>`
    ])
  const link = httpsLink('Workflow run', place.url)
  return folded(
    html`<b>${placeId(place)}</b> <span class="soft">${rows.length === 0 ? 'unknown' : counted(rows.length, 'service')}</span>`,
    [
      place.why !== undefined && html`<p>${place.why}</p><p class="soft">${place.hint}</p>`,
      rows.length > 0 && table(`Services in ${placeId(place)}`, ['service', 'outcome', 'reason'], rows),
      link && html`<p>${link}</p>`
    ],
    true
  )
}

function goodPlace(place: PlaceResults): HtmlPart {
  const names = place.services.filter(isGoodEnd).map(({ service }) => service)
  return html`<b>${placeId(place)}</b> ${names.slice(0, ROWS).join(', ')}`
}
