import type { IssuerOfTokens } from '../issuers.ts'

/** How the structure of a match is verified. */
export type ProofKind = 'checksum' | 'jwt' | 'pem' | 'discord' | 'proven' | 'of-alpaca' | 'not-firebase'

/** What it is, the token's pattern, the needles with a space between them, and how a match is verified. */
export type TokenRow = readonly [what: string, body: string | RegExp, needles: string, verify?: ProofKind]

const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}'

/** How the DER encoding of a private key begins in base64: PKCS #8, PKCS #1, and SEC 1; and OpenSSH's own format. */
const DER =
  'MII[A-Za-z0-9+/]{3}IBADANBgkqhkiG9w0BAQEFAASC|MII[A-Za-z0-9+/]{3}IBAAKC|MI(?:GH|G2|Hu)AgEAM(?:BMG|BAG)ByqGSM49|M(?:HcCAQEEI|IGkAgEBBD|IHcAgEBBE)|MC4CAQAwBQYDK2V[u-x]BCIEI|b3BlbnNzaC1rZXktdjEA'

/**
 * TOKEN_ROWS has every token by its issuer, in matching order. Proven structures come first, so that a key inside a
 * JWT, for example, is reported as the enclosing token.
 */
export const TOKEN_ROWS: Readonly<Partial<Record<IssuerOfTokens, readonly TokenRow[]>>> = {
  'private-key': [
    // The line break may be escaped, or replaced with another character to keep the key on one line.
    [
      'a private key',
      /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[\s\\nr"|~;%_]{0,8}[A-Za-z0-9+/=\s\\:,.|~;%_-]{24}/g,
      'PRIVATE_KEY'
    ],
    // The format begins with a fixed text, which has runs like those of an example.
    [
      'a private key without its frame',
      `(?:${DER})[A-Za-z0-9+/]{30,16000}`,
      'IBADANB IBAAKC ByqGSM49 AQEEI AgEBB MC4CAQAwBQYDK2V b3BlbnNzaC1rZXk',
      'proven'
    ],
    ['a private key in base64', /LS0tLS1CRUdJTi[A-Za-z0-9+/]{24,200}/g, 'LS0tLS1CRUdJTi', 'pem'],
    ['an extended private key of a wallet', '[xyzt]prv[1-9A-HJ-NP-Za-km-z]{104,112}', 'xprv yprv zprv tprv'],
    ['a PuTTY private key', /PuTTY-User-Key-File-\d: [\w-]{4,32}/g, 'PuTTY-User-Key-File-']
  ],
  'its-provider': [
    // Searched from the dot, which neither part contains: from each `eyJ` of a long text would be slow.
    [
      'a JSON Web Token',
      /(?<=(?<![A-Za-z0-9])(eyJ[\w-]{10,1000}))\.eyJ[\w-]{2,4000}\.[\w-]{10,1400}(?![A-Za-z0-9])/g,
      '.eyJ',
      'jwt'
    ],
    // In Compose files each $ is doubled, and values copied from them keep that.
    [
      'a bcrypt password hash',
      /\$\$?2[abxy]\$\$?\d\d\$\$?[./A-Za-z0-9]{53}(?![./A-Za-z0-9])/g,
      '$2a$ $2b$ $2x$ $2y$'
    ],
    [
      'a Unix password hash',
      /\$\$?(?:1|5|6|y|apr1)\$\$?(?:rounds=\d{1,9}\$\$?)?[./A-Za-z0-9]{2,32}\$\$?[./A-Za-z0-9]{22,86}/g,
      '$1$ $5$ $6$ $y$ $apr1$'
    ],
    [
      'an Argon2 password hash',
      /(?<!\w)\$argon2(?:id|i|d)\$\$?v=\d{1,3}\$\$?m=\d{1,9},t=\d{1,6},p=\d{1,4}\$\$?[+/A-Za-z0-9]{8,64}\$\$?[+/A-Za-z0-9]{16,128}(?![+/\w])/g,
      '$argon2'
    ],
    ['a DigitalOcean token', 'do[oprt]_v1_[a-f0-9]{64}', 'dop_v1_ doo_v1_ dor_v1_ dot_v1_'],
    ['a Heroku API key', `HRKU-(?:AA[\\w-]{50,64}|${UUID})`, 'HRKU-'],
    ['the password of an Aiven service', 'AVNS_[\\w-]{19}', 'AVNS_'],
    ['a Tencent Cloud secret id', 'AKID[A-Za-z0-9]{32}', 'AKID'],
    ['an Alibaba Cloud access key id', 'LTAI[A-Za-z0-9]{17,21}', 'LTAI'],
    ['a Fly.io token', '(?:fo1_[\\w-]{43}|fm2_[A-Za-z0-9+/]{100,2048}={0,3})', 'fo1_ fm2_'],
    ['a PlanetScale password or token', 'pscale_(?:pw|tkn|oauth)_[\\w.=-]{32,64}', 'pscale_'],
    ['a Supabase access token', 'sbp_(?:v0_)?[a-f0-9]{40}', 'sbp_'],
    ['a Supabase secret key', 'sb_secret_[\\w-]{20,64}', 'sb_secret_'],
    ['a HashiCorp Vault token', 'hv[sbr]\\.[\\w-]{24,300}', 'hvs. hvb. hvr.'],
    ['a Terraform Cloud token', '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,90}', '.atlasv1.'],
    ['a Pulumi access token', 'pul-[a-f0-9]{40}', 'pul-'],
    ['a Doppler token', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{40,80}', 'dp.'],
    ['a 1Password service account token', 'ops_eyJ[A-Za-z0-9+/=_-]{100,2048}', 'ops_eyJ'],
    ['a Databricks token', 'dapi[a-f0-9]{32}(?:-\\d)?', 'dapi'],
    ['a Snyk token', 'snyk_uat\\.[a-f0-9]{8}\\.[\\w-]{40,2048}', 'snyk_uat.'],
    ['a SonarQube token', 'sq[pua]_[a-f0-9]{40}', 'sqp_ squ_ sqa_'],
    [
      'a Tailscale key',
      'tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{6,24}-[A-Za-z0-9]{16,64}',
      'tskey-'
    ],
    ['an age secret key', 'AGE-SECRET-KEY-1[A-Z0-9]{58}', 'AGE-SECRET-KEY-1'],
    ['a LaunchDarkly server key', `sdk-${UUID}`, 'sdk-'],
    [
      'the address of a node with its key',
      '(?:infura\\.io/(?:ws/)?v3/[0-9a-f]{32}|alchemy(?:api)?\\.(?:com|io)/v2/(?=[A-Za-z_-]*\\d)(?=[\\d_-]*[A-Za-z])[\\w-]{20,36}(?![\\w-])|quiknode\\.pro/[0-9a-f]{40})',
      'infura.io/ alchemy quiknode.pro/'
    ],
    ['a CircleCI token', 'CCIPAT_[A-Za-z0-9]{22}_[a-f0-9]{40}', 'CCIPAT_'],
    ['a Buildkite token', 'bkua_[a-z0-9]{40}', 'bkua_'],
    ['a Postman API key', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}', 'PMAK-'],
    ['an OpenRouter API key', 'sk-or-v1-[a-f0-9]{64}', 'sk-or-'],
    ['a Langfuse secret key', `sk-lf-${UUID}`, 'sk-lf-'],
    ['a DeepSeek API key', 'sk-[a-f0-9]{32}', 'sk-'],
    ['an ElevenLabs API key', 'sk_[a-f0-9]{48}', 'sk_'],
    ['a Replicate token', 'r8_[A-Za-z0-9]{37}', 'r8_'],
    ['a Perplexity API key', 'pplx-[A-Za-z0-9]{48,56}', 'pplx-'],
    ['an xAI API key', 'xai-[A-Za-z0-9]{80}', 'xai-'],
    ['a LangSmith API key', 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}', 'lsv2_'],
    ['a Pinecone API key', 'pcsk_[A-Za-z0-9_]{50,90}', 'pcsk_'],
    ['an NVIDIA API key', 'nvapi-[\\w-]{60,80}', 'nvapi-'],
    ['a Dynatrace token', 'dt0c01\\.[A-Z2-7]{24}\\.[A-Z2-7]{64}', 'dt0c01.'],
    ['a PostHog personal key', 'phx_[A-Za-z0-9]{40,60}', 'phx_'],
    ['a Mailchimp API key', '[a-f0-9]{32}-us\\d{1,2}', '-us'],
    ['a Brevo key', 'x(?:keysib|smtpsib)-[a-f0-9]{64}-[A-Za-z0-9]{16}', 'xkeysib- xsmtpsib-'],
    ['a Resend API key', 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}', 're_'],
    [
      'an address that takes data from anyone who knows it',
      `hooks\\.zapier\\.com/hooks/catch/\\d{4,12}/\\w{6,32}|hook\\.[a-z]{2}\\d\\.make\\.com/[a-z0-9]{30,40}|[\\w.-]{1,64}/hooks/[a-z0-9]{26}|open\\.(?:feishu\\.cn|larksuite\\.com)/open-apis/bot/v2/hook/${UUID}|qyapi\\.weixin\\.qq\\.com/cgi-bin/webhook/send\\?key=${UUID}|hc-ping\\.com/${UUID}|receiver/v1/http/[\\w+/=-]{60,200}`,
      'hooks.zapier.com/ make.com/ /hooks/ /bot/v2/hook/ /webhook/send hc-ping.com/ receiver/v1/http/'
    ],
    ['a Linear API key', 'lin_(?:api|oauth)_[A-Za-z0-9]{40,64}', 'lin_api_ lin_oauth_'],
    ['a Notion token', '(?:secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40,50})', 'secret_ ntn_'],
    ['an Airtable token', 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}', 'pat'],
    ['a Figma token', 'figd_[\\w-]{40,50}', 'figd_'],
    ['a HubSpot token', `pat-(?:na|eu)\\d-${UUID}`, 'pat-'],
    ['a Mapbox secret token', 'sk\\.eyJ[\\w-]{40,200}\\.[\\w-]{20,30}', 'sk.eyJ'],
    ['a Facebook access token', 'EAA[A-Za-z0-9]{100,300}', 'EAA'],
    ['a Twitter bearer token', 'AAAAAAAAAAAAAAAAAAAAA[\\w%]{60,120}', 'AAAAAAAAAAAAAAAAAAAAA']
  ],
  github: [
    ['a GitHub token', 'gh[pousr]_[A-Za-z0-9]{36}', 'ghp_ gho_ ghu_ ghs_ ghr_', 'checksum'],
    ['a GitHub fine-grained token', 'github_pat_\\w{82}', 'github_pat_']
  ],
  registry: [
    ['an npm access token', 'npm_[A-Za-z0-9]{36}', 'npm_', 'checksum'],
    ['a PyPI token', 'pypi-AgE[\\w-]{50,1024}', 'pypi-AgE'],
    ['a RubyGems key', 'rubygems_[a-f0-9]{48}', 'rubygems_'],
    ['a NuGet key', 'oy2[a-z0-9]{43}', 'oy2'],
    ['a Docker access token', 'dckr_(?:pat|oat)_[\\w-]{27,40}', 'dckr_pat_ dckr_oat_'],
    ['an Artifactory key', '(?:AKCp[A-Za-z0-9]{69}|cmVmdGtu[A-Za-z0-9]{56})', 'AKCp cmVmdGtu']
  ],
  'code-host': [
    [
      'a GitLab token',
      'gl(?:pat|dt|rtr?|ptt|ft|soat|cbt|imt|agent|oas|ffct|wt)-[\\w-]{20,300}(?:\\.[\\w.-]{2,64})?',
      'glpat- gldt- glrt- glrtr- glptt- glft- glsoat- glcbt- glimt- glagent- gloas- glffct- glwt-'
    ],
    ['a GitLab runner registration token', 'GR1348941[\\w-]{20}', 'GR1348941'],
    ['an Atlassian API token', 'AT(?:ATT3|CTT3|BBT3)?xFfGF?[\\w=-]{20,300}', 'xFfG'],
    ['a Bitbucket app password', 'ATBB[A-Za-z0-9]{24}[A-Z0-9]{8}', 'ATBB']
  ],
  aws: [
    ['an AWS access key id', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}', 'AKIA ASIA ABIA ACCA'],
    ['an Amazon Bedrock API key', 'ABSK[A-Za-z0-9+/]{100,180}={0,2}', 'ABSK']
  ],
  google: [
    // Firebase's web key identifies a project and is in every page by design (Firebase documentation, "API keys").
    ['a Google API key', 'AIza[\\w-]{35}', 'AIza', 'not-firebase'],
    ['a Google OAuth client secret', 'GOCSPX-[\\w-]{28}', 'GOCSPX-'],
    ['a Google OAuth access token', 'ya29\\.[\\w-]{30,1024}', 'ya29.'],
    ['a Google OAuth refresh token', '1//0[\\w-]{40,250}', '1//0']
  ],
  azure: [
    ['an Azure storage account key', 'AccountKey=[A-Za-z0-9+/]{86}==', 'AccountKey='],
    ['an Azure shared access key', 'SharedAccessKey=[A-Za-z0-9+/]{42,86}={0,2}', 'SharedAccessKey='],
    ['an Azure client secret', '[\\w~.-]{3}\\dQ~[\\w~.-]{31,34}', 'Q~'],
    ['an Azure DevOps token', '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}', 'AZDO']
  ],
  model: [
    [
      'an OpenAI API key',
      'sk-(?:(?:proj|svcacct|admin)-[\\w-]{40,200}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})',
      'sk-proj- sk-svcacct- sk-admin- T3BlbkFJ'
    ],
    ['an Anthropic API key', 'sk-ant-(?:api|admin|sid|oat)\\d\\d-[\\w-]{60,150}', 'sk-ant-'],
    ['a Hugging Face token', '(?:hf_[A-Za-z]{34,40}|api_org_[A-Za-z]{34})', 'hf_ api_org_'],
    ['a Groq API key', 'gsk_[A-Za-z0-9]{48,56}', 'gsk_']
  ],
  monitoring: [
    ['a Sentry token', '(?:sntrys_eyJ[A-Za-z0-9+/=_-]{60,500}|sntryu_[a-f0-9]{64})', 'sntrys_ sntryu_'],
    ['a New Relic key', '(?:NRAK-[A-Z0-9]{27}|NRII-[\\w-]{32}|[a-f0-9]{36}NRAL)', 'NRAK- NRII- NRAL'],
    [
      'a Grafana token',
      '(?:glc_eyJ[A-Za-z0-9+/]{40,400}={0,2}|glsa_[A-Za-z0-9]{32}_[a-f0-9]{8})',
      'glc_eyJ glsa_'
    ],
    ['a Honeycomb key', 'hc[abx]ik_[a-z0-9]{58}', 'hcaik_ hcbik_ hcxik_']
  ],
  stripe: [
    ['a Stripe secret key', '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,250}', 'k_live_ k_test_'],
    ['a Stripe webhook secret', 'whsec_[A-Za-z0-9+/]{24,64}={0,2}', 'whsec_']
  ],
  payment: [
    ['a Square token', '(?:sq0atp-[\\w-]{22}|sq0csp-[\\w-]{43}|EAAA[\\w-]{60})', 'sq0atp- sq0csp- EAAA'],
    ['a Shopify token', 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}', 'shpat_ shpca_ shppa_ shpss_'],
    [
      'a Braintree access token',
      'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}',
      'access_token$'
    ],
    ['a Plaid access token', `access-(?:sandbox|development|production)-${UUID}`, 'access-']
  ],
  messaging: [
    [
      'a Slack token',
      'xox[abeoprs]-(?:\\d{1,13}-){1,3}[A-Za-z0-9]{20,64}',
      'xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs-'
    ],
    ['a Slack app token', 'xapp-\\d-[A-Z0-9]{5,24}-\\d{5,24}-[a-z0-9]{20,80}', 'xapp-'],
    [
      'a Slack webhook address',
      'hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Z0-9]{8,14}/[A-Z0-9]{8,20}/[A-Za-z0-9/]{16,64}',
      'hooks.slack.com/'
    ],
    [
      'a Discord webhook address',
      'discord(?:app)?\\.com/api/(?:v\\d{1,2}/)?webhooks/\\d{17,20}/[\\w-]{60,80}',
      '/webhooks/'
    ],
    ['a Discord bot token', '[MNO][\\w-]{22,27}\\.[\\w-]{6}\\.[\\w-]{27,38}', '.', 'discord'],
    ['a Telegram bot token', '(?:bot)?\\d{8,10}:AA[\\w-]{33}', ':AA'],
    [
      'a Microsoft Teams webhook address',
      `webhook\\.office\\.com/webhookb2/${UUID}@${UUID}/IncomingWebhook/[a-f0-9]{32}/[\\w-]{36,64}`,
      'webhook.office.com/'
    ],
    [
      'the address of a PagerDuty integration',
      'events\\.pagerduty\\.com/integration/[a-z0-9]{32}',
      'events.pagerduty.com/'
    ],
    ['a Twilio API key', 'SK[a-f0-9]{32}', 'SK'],
    ['a SendGrid API key', 'SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}', 'SG.'],
    ['a Mailgun API key', '(?:key-[a-f0-9]{32}|[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8})', '-']
  ],
  alpaca: [
    // Upper-case letters and digits, as many harmless IDs have them: the variable's name must contain the vendor's.
    ['an Alpaca API key', '(?:PK|AK|CK)[A-Z0-9]{18}(?:[A-Z0-9]{6})?', 'PK AK CK', 'of-alpaca']
  ]
}
