import { lastPartOf } from '../../arn.ts'
import { statusWords } from '../../rollout/describe-status.ts'
import type { ServiceStatus } from '../../rollout/service-status.ts'
import { type Html, html, list } from './html.ts'

/** statusRows renders a row for each service that mode status has read. */
export function statusRows(services: readonly ServiceStatus[]): Html | undefined {
  return list(
    services.map(one => {
      const { runs, underWayParts, target, drift } = statusWords(one)
      const [first, ...others] = underWayParts
      const open = one.notVerified.map(text => html`<br>Not verified: ${text}`)
      return html`<b>${one.service}</b> <span class="soft">${lastPartOf(one.cluster)}, ${one.region}</span><br>${runs}${first && html`<br><b class="warn">${first}</b>`}${list(others) ?? html`<br>`}
<span class="soft">${target}; ${drift}${open}</span>`
    }),
    'cards'
  )
}
