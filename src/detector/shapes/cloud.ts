import { looksMixed } from '../values/describe.ts'
import { decodedBase64 } from './checksum.ts'
import { bounded, type IssuedTokens, shape } from './shape.ts'

const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}'

/** Clouds, hosting, data stores, and infrastructure tools. */
export const CLOUD_TOKENS: readonly IssuedTokens[] = [
  {
    issuer: 'aws',
    shapes: [
      {
        what: 'an AWS access key id',
        needles: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
        pattern: bounded('(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}')
      },
      shape('an Amazon Bedrock API key', 'ABSK[A-Za-z0-9+/]{100,180}={0,2}', 'ABSK')
    ]
  },
  {
    issuer: 'google',
    shapes: [
      {
        ...shape('a Google API key', 'AIza[\\w-]{35}', 'AIza'),
        // Firebase's web key identifies a project and is in every page by design (Firebase documentation, "API keys").
        verify: (_, name) =>
          /firebase|^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC)_/i.test(name) ? 'refuted' : 'likely'
      },
      shape('a Firebase Cloud Messaging key', 'AAAA[\\w-]{7}:APA91b[\\w-]{120,160}', ':APA91b'),
      shape('a Google OAuth client secret', 'GOCSPX-[\\w-]{28}', 'GOCSPX-'),
      shape('a Google OAuth access token', 'ya29\\.[\\w-]{30,1024}', 'ya29.'),
      shape('a Google OAuth refresh token', '1//0[\\w-]{40,250}', '1//0'),
      shape('a Google Cloud Storage HMAC key', 'GOOG1E[A-Z0-9]{55}', 'GOOG1E')
    ]
  },
  {
    issuer: 'azure',
    shapes: [
      shape('an Azure storage account key', 'AccountKey=[A-Za-z0-9+/]{86}==', 'AccountKey='),
      shape('an Azure shared access key', 'SharedAccessKey=[A-Za-z0-9+/]{42,86}={0,2}', 'SharedAccessKey='),
      shape(
        'the key of an Azure function',
        'azurewebsites\\.net/api/[\\w/-]{1,128}\\?(?:[\\w.=&-]{1,128}&)?code=[\\w%+/-]{40,80}',
        'azurewebsites.net/api/'
      ),
      {
        what: 'an Azure client secret',
        needles: ['Q~'],
        pattern: bounded('[\\w~.-]{3}\\dQ~[\\w~.-]{31,34}')
      },
      {
        what: 'an Azure DevOps token',
        needles: ['AZDO'],
        pattern: bounded('[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}')
      },
      {
        what: 'an Azure function key',
        needles: ['AzFu'],
        pattern: bounded('[\\w-]{44}AzFu[\\w-]{5}[AQgw]==')
      }
    ]
  },
  {
    issuer: 'its-provider',
    shapes: [
      shape('a DigitalOcean token', 'do[oprt]_v1_[a-f0-9]{64}', ['dop_v1_', 'doo_v1_', 'dor_v1_', 'dot_v1_']),
      shape('a Heroku API key', `HRKU-(?:AA[\\w-]{50,64}|${UUID})`, 'HRKU-'),
      shape('a Netlify token', 'nf[bcpou]_[A-Za-z0-9]{36}', ['nfb_', 'nfc_', 'nfp_', 'nfo_', 'nfu_']),
      shape('the password of an Aiven service', 'AVNS_[\\w-]{19}', 'AVNS_'),
      shape('a Tencent Cloud secret id', 'AKID[A-Za-z0-9]{32}', 'AKID'),
      shape('a Yandex Cloud API key', 'AQVN[\\w-]{35,38}', 'AQVN'),
      shape('an Infisical token', 'st\\.[a-f0-9]{24}\\.[a-f0-9]{32}\\.[a-f0-9]{32}', 'st.'),
      shape('a Cloudflare origin CA key', 'v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}', 'v1.0-'),
      shape('an Alibaba Cloud access key id', 'LTAI[A-Za-z0-9]{17,21}', 'LTAI'),
      shape('a Fly.io token', '(?:fo1_[\\w-]{43}|fm2_[A-Za-z0-9+/]{100,2048}={0,3})', ['fo1_', 'fm2_']),
      shape('a Render API key', 'rnd_[A-Za-z0-9]{28,40}', 'rnd_'),
      shape('a PlanetScale password or token', 'pscale_(?:pw|tkn|oauth)_[\\w.=-]{32,64}', 'pscale_'),
      shape('a Supabase access token', 'sbp_(?:v0_)?[a-f0-9]{40}', 'sbp_'),
      shape('a Supabase secret key', 'sb_secret_[\\w-]{20,64}', 'sb_secret_'),
      shape('a Neon API key', 'napi_[a-z0-9]{60,70}', 'napi_'),
      shape('a HashiCorp Vault token', 'hv[sbr]\\.[\\w-]{24,300}', ['hvs.', 'hvb.', 'hvr.']),
      {
        ...shape('a HashiCorp Vault token of the old format', 's\\.[A-Za-z0-9]{24}', 's.'),
        shortest: 26,
        // a word of a sentence, a host, a member of a class
        verify: token => (/\d\D{1,20}\d/.test(token) && looksMixed(token.slice(2)) ? 'likely' : 'refuted')
      },
      shape('a Terraform Cloud token', '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,90}', '.atlasv1.'),
      shape('a Pulumi access token', 'pul-[a-f0-9]{40}', 'pul-'),
      shape('a Doppler token', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{40,80}', 'dp.'),
      shape('a 1Password service account token', 'ops_eyJ[A-Za-z0-9+/=_-]{100,2048}', 'ops_eyJ'),
      shape('a Databricks token', 'dapi[a-f0-9]{32}(?:-\\d)?', 'dapi'),
      shape('a Snyk token', 'snyk_uat\\.[a-f0-9]{8}\\.[\\w-]{40,2048}', 'snyk_uat.'),
      shape('a SonarQube token', 'sq[pua]_[a-f0-9]{40}', ['sqp_', 'squ_', 'sqa_']),
      shape(
        'a Tailscale key',
        'tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{6,24}-[A-Za-z0-9]{16,64}',
        'tskey-'
      ),
      shape('an age secret key', 'AGE-SECRET-KEY-1[A-Z0-9]{58}', 'AGE-SECRET-KEY-1'),
      shape('a Prefect API key', 'pnu_[A-Za-z0-9]{36}', 'pnu_'),
      shape('an Okta API token', 'SSWS 00[\\w-]{40}', 'SSWS 00'),
      {
        ...shape('the token of a Cloudflare tunnel', 'eyJhIjoi[\\w+/-]{60,400}={0,2}', 'eyJhIjoi'),
        verify: token =>
          /^\{"a":"[0-9a-f]{32}","t":"[^"]{1,64}","s":"/.test(decodedBase64(token)) ? 'proven' : 'refuted'
      },
      shape('a LaunchDarkly server key', 'sdk-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}', 'sdk-'),
      shape('an Elastic Cloud API key', 'essu_[A-Za-z0-9+/]{20,200}={0,2}', 'essu_'),
      shape('a Contentful management token', 'CFPAT-[\\w-]{43}', 'CFPAT-')
    ]
  },
  {
    issuer: 'its-provider',
    shapes: [
      shape(
        'the address of a node with its key',
        '(?:infura\\.io/(?:ws/)?v3/[0-9a-f]{32}|alchemy(?:api)?\\.(?:com|io)/v2/(?=[A-Za-z_-]*\\d)(?=[\\d_-]*[A-Za-z])[\\w-]{20,36}(?![\\w-])|quiknode\\.pro/[0-9a-f]{40}|rpc\\.ankr\\.com/\\w{1,32}/[0-9a-f]{64}|getblock\\.io/(?:\\w{1,32}/)?[0-9a-f]{32}|blastapi\\.io/[0-9a-f]{8}-[0-9a-f-]{27})',
        ['infura.io/', 'alchemy', 'quiknode.pro/', 'rpc.ankr.com/', 'getblock.io/', 'blastapi.io/']
      ),
      shape(
        'the address of a log collector with its key',
        'receiver/v1/http/[\\w+/=-]{60,200}|loggly\\.com/(?:inputs|bulk)/[0-9a-f]{8}-[0-9a-f-]{27}|datadoghq\\.\\w{2,4}/v1/input/[0-9a-f]{32}',
        ['receiver/v1/http/', 'loggly.com/', 'v1/input/']
      ),
      shape(
        'an OpenWeather key',
        'openweathermap\\.org/[\\w./?&=,-]{1,200}appid=[0-9a-f]{32}',
        'openweathermap.org/'
      ),
      {
        ...shape('an Asana token', '[12]/\\d{16}(?:/\\d{16})?:[0-9a-f]{32}', ['1/', '2/']),
        shortest: 51
      }
    ]
  }
]
