import { bounded, type IssuedTokens, shape } from './shape.ts'

const ALPACA_NAME = /(?:^|[^a-z])(?:apca|alpaca)(?:[^a-z]|$)/i

/** Payment, commerce, and brokerage services. */
export const PAYMENT_TOKENS: readonly IssuedTokens[] = [
  {
    issuer: 'stripe',
    shapes: [
      shape('a Stripe secret key', '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,250}', ['k_live_', 'k_test_']),
      shape('a Stripe webhook secret', 'whsec_[A-Za-z0-9+/]{24,64}={0,2}', 'whsec_')
    ]
  },
  {
    issuer: 'payment',
    shapes: [
      shape('a Square token', '(?:sq0atp-[\\w-]{22}|sq0csp-[\\w-]{43}|EAAA[\\w-]{60})', [
        'sq0atp-',
        'sq0csp-',
        'EAAA'
      ]),
      shape('a Shopify token', 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}', [
        'shpat_',
        'shpca_',
        'shppa_',
        'shpss_'
      ]),
      shape(
        'a Braintree access token',
        'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}',
        'access_token$'
      )
    ]
  },
  {
    issuer: 'its-provider',
    shapes: [shape('a Flutterwave secret key', 'FLWSECK(?:_TEST)?-[a-z0-9]{12,40}-X', 'FLWSECK')]
  },
  {
    issuer: 'payment',
    shapes: [
      shape(
        'a Plaid access token',
        'access-(?:sandbox|development|production)-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}',
        'access-'
      )
    ]
  },
  {
    issuer: 'its-provider',
    shapes: [
      shape('a Lob API key', '(?:live|test)_[a-f0-9]{35}', ['live_', 'test_']),
      shape('a Toss Payments secret key', '(?:live|test)_g?sk_[A-Za-z0-9]{20,64}', ['live_', 'test_']),
      shape('a Xendit key', 'xnd_(?:production|development)_[A-Za-z0-9]{40,80}', 'xnd_'),
      shape('a Duffel token', 'duffel_(?:live|test)_[\\w-]{43}', 'duffel_'),
      shape('an EasyPost key', 'EZ[AT]K[A-Za-z0-9]{54}', ['EZAK', 'EZTK']),
      shape('an Adyen API key', 'AQE[\\w+/-]{30,200}={0,2}-[\\w+/=-]{30,120}-[^\\s:/]{8,24}', 'AQE'),
      shape('a Shippo token', 'shippo_(?:live|test)_[a-f0-9]{40}', 'shippo_')
    ]
  },
  {
    issuer: 'alpaca',
    shapes: [
      {
        // Alpaca's key ID consists of upper-case letters and digits, as many harmless IDs do. The variable's name must
        // therefore contain the vendor's name.
        what: 'an Alpaca API key',
        needles: ['PK', 'AK', 'CK'],
        pattern: bounded('(?:PK|AK|CK)[A-Z0-9]{18}(?:[A-Z0-9]{6})?'),
        verify: (_, name) => (ALPACA_NAME.test(name) ? 'likely' : 'refuted')
      }
    ]
  }
]
