import { looksMixed } from '../values/describe.ts'
import { hasDiscordId } from './checksum.ts'
import { bounded, type IssuedTokens, shape } from './shape.ts'

const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}'

/** Chat, mail, telephony, and office tools. */
export const CHAT_TOKENS: readonly IssuedTokens[] = [
  {
    issuer: 'messaging',
    shapes: [
      shape('a Slack token', 'xox[abeoprs]-(?:\\d{1,13}-){1,3}[A-Za-z0-9]{20,64}', ['xox']),
      shape('a Slack configuration token', 'xoxe(?:\\.xox[bp])?-\\d-[A-Za-z0-9]{100,250}', 'xoxe'),
      shape('a Slack app token', 'xapp-\\d-[A-Z0-9]{5,24}-\\d{5,24}-[a-z0-9]{20,80}', 'xapp-'),
      shape(
        'a Slack webhook address',
        'hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Z0-9]{8,14}/[A-Z0-9]{8,20}/[A-Za-z0-9/]{16,64}',
        'hooks.slack.com/'
      ),
      shape(
        'a Discord webhook address',
        'discord(?:app)?\\.com/api/(?:v\\d{1,2}/)?webhooks/\\d{17,20}/[\\w-]{60,80}',
        '/webhooks/'
      ),
      shape(
        'the address of an automation',
        'hooks\\.zapier\\.com/hooks/catch/\\d{4,12}/\\w{6,32}|hook\\.[a-z]{2}\\d\\.make\\.com/[a-z0-9]{30,40}|maker\\.ifttt\\.com/trigger/\\w{1,64}/(?:json/)?with/key/[\\w-]{20,64}|[A-Za-z0-9.-]{1,64}/hooks/(?:[A-Za-z0-9]{17,24}/[A-Za-z0-9]{40,64}|[a-z0-9]{26})',
        ['hooks.zapier.com/', 'make.com/', 'maker.ifttt.com/', 'hooks/']
      ),
      {
        what: 'a Discord bot token',
        needles: ['.'],
        shortest: 58,
        pattern: bounded('[MNO][\\w-]{22,27}\\.[\\w-]{6}\\.[\\w-]{27,38}'),
        verify: token => (hasDiscordId(token) ? 'proven' : 'refuted')
      },
      { what: 'a Telegram bot token', needles: [':AA'], pattern: bounded('(?:bot)?\\d{8,10}:AA[\\w-]{33}') },
      shape(
        'a Microsoft Teams webhook address',
        `webhook\\.office\\.com/webhookb2/${UUID}@${UUID}/IncomingWebhook/[a-f0-9]{32}/[\\w-]{36,64}`,
        'webhook.office.com/'
      ),
      shape(
        'an address that takes messages from anyone who knows it',
        `qyapi\\.weixin\\.qq\\.com/cgi-bin/webhook/send\\?key=${UUID}|open\\.(?:feishu\\.cn|larksuite\\.com)/open-apis/bot/v2/hook/${UUID}|outlook\\.office(?:365)?\\.com/webhook/${UUID}@${UUID}/IncomingWebhook/[a-f0-9]{32}/[\\w-]{36}|events\\.pagerduty\\.com/integration/[a-z0-9]{32}|hc-ping\\.com/${UUID}|sctapi\\.ftqq\\.com/SCT\\w{20,40}|push\\.spug\\.cc/x?send/\\w{16}|api\\.day\\.app/\\w{22}`,
        [
          'qyapi.weixin.qq.com/',
          '/bot/v2/hook/',
          '/IncomingWebhook/',
          'events.pagerduty.com/',
          'hc-ping.com/',
          'sctapi.ftqq.com/',
          'push.spug.cc/',
          'api.day.app/'
        ]
      ),
      shape('a Twilio API key', 'SK[a-f0-9]{32}', 'SK'),
      shape('a SendGrid API key', 'SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}', 'SG.'),
      {
        ...shape('a Mailgun API key', '(?:key-[a-f0-9]{32}|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8})', '-'),
        shortest: 36
      }
    ]
  },
  {
    issuer: 'its-provider',
    shapes: [
      shape('a Mailchimp API key', '[a-f0-9]{32}-us\\d{1,2}', '-us'),
      shape('a Brevo key', 'x(?:keysib|smtpsib)-[a-f0-9]{64}-[A-Za-z0-9]{16}', ['xkeysib-', 'xsmtpsib-']),
      { ...shape('a Resend API key', 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}', 're_'), shortest: 36 },
      shape('a Mandrill API key', 'md-[A-Za-z0-9]{22}', 'md-'),
      shape('a Linear API key', 'lin_(?:api|oauth)_[A-Za-z0-9]{40,64}', ['lin_api_', 'lin_oauth_']),
      shape('a Notion token', '(?:secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40,50})', ['secret_', 'ntn_']),
      { ...shape('an Airtable token', 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}', 'pat'), shortest: 82 },
      shape('a Figma token', 'figd_[\\w-]{40,50}', 'figd_'),
      shape('a HubSpot token', `pat-(?:na|eu)\\d-${UUID}`, 'pat-'),
      shape('a Typeform token', 'tfp_[\\w-]{40,64}', 'tfp_'),
      shape('a ClickUp token', 'pk_\\d{6,10}_[A-Z0-9]{32}', 'pk_'),
      shape('a Trello token', 'ATTA[A-Fa-f0-9]{60,80}', 'ATTA'),
      { ...shape('a Salesforce session', '00D[A-Za-z0-9]{12,15}![\\w.]{80,120}', '00D'), shortest: 96 },
      { ...shape('a Dropbox token', 'sl\\.(?:u\\.)?[\\w-]{130,1500}', 'sl.'), shortest: 133 },
      { ...shape('a Sanity token', 'sk[A-Za-z0-9]{178}', 'sk'), shortest: 180 },
      {
        ...shape('an Ably key', '[\\w-]{6}\\.[\\w-]{6}:[\\w-]{43}', ':'),
        shortest: 57,
        verify: token => (looksMixed(token.slice(-43)) ? 'likely' : 'refuted')
      },
      shape('a MaxMind license key', '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk', '_mmk')
    ]
  },
  {
    issuer: 'private-key',
    shapes: [shape('a Klaviyo private key', 'pk_[a-f0-9]{34}', 'pk_')]
  },
  {
    issuer: 'its-provider',
    shapes: [
      shape('a Mapbox secret token', 'sk\\.eyJ[\\w-]{40,200}\\.[\\w-]{20,30}', 'sk.eyJ'),
      shape('an Instagram access token', 'IG(?:QV|AA)[\\w-]{100,250}', ['IGQV', 'IGAA']),
      shape('a Facebook access token', 'EAA[A-Za-z0-9]{100,300}', 'EAA'),
      shape('a Twitter bearer token', 'AAAAAAAAAAAAAAAAAAAAA[\\w%]{60,120}', 'AAAAAAAAAAAAAAAAAAAAA')
    ]
  }
]
