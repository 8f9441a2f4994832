/** Signs, codes and words for money. The longest match counts. */
const names: Record<string, string> = {
  EUR: '€|eur|euro|euros',
  USD: '$|us$|usd|dollar|dollars|dollari|dollaro|dólares|dólar|bucks|u.s. dollars|us dollars|доллар|доллара|долларов|dolarów|dolary',
  GBP: '£|gbp|pounds|pound sterling|pounds sterling|quid|sterline|sterlina|pfund|livres sterling|libras',
  CHF: 'chf|sfr|franken|franchi|fr.|francs suisses',
  PLN: 'zł|pln|złotych|złote|złoty|zl',
  SEK: 'sek|kr|kronor|krona|:-',
  NOK: 'nok',
  DKK: 'dkk',
  RUB: '₽|rub|руб|руб.|рублей|рубля|рубль|р.',
  JPY: '¥|jpy|yen',
  INR: '₹|inr|rs|rs.|rupees',
  BRL: 'r$|brl|reais',
  CAD: 'c$|cad|ca$|cad$',
  AUD: 'a$|aud|au$|aud$',
  NZD: 'nz$|nzd',
  CZK: 'kč|czk',
  HUF: 'huf|ft',
  TRY: '₺|try',
  CNY: 'cny|rmb|yuan',
  HKD: 'hk$|hkd',
  SGD: 's$|sgd',
  MXN: 'mx$|mxn|pesos',
  ZAR: 'zar',
  KRW: '₩|krw',
  ILS: '₪|ils',
  UAH: '₴|uah|грн',
  AED: 'aed',
  BTC: 'btc|₿',
};

const byName = new Map(
  Object.entries(names).flatMap(([code, list]) => list.split('|').map((name): [string, string] => [name, code])),
);
const escaped = [...byName.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** Matches a currency's name, not inside a word. */
export const currencyPattern = `(?<![\\p{L}])(?:${escaped.join('|')})(?![\\p{L}])`;
export const currencySign = '(?:US|CA|AU|NZ|HK|MX|[RCAS])?\\$|[€£¥₽₹₺₩₪₴₿]';

export function currencyCode(name: string): string {
  return byName.get(name.toLowerCase()) ?? 'USD';
}
