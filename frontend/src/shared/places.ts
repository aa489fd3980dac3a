/** Countries (ISO 3166) and languages (BCP 47) to choose from, named by the browser in the reader's language. */
export const COUNTRIES = (
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT " +
  "BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH " +
  "ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT " +
  "HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS " +
  "LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI " +
  "NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG " +
  "SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG " +
  "UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
).split(" ");

/** Languages that many people in the network work in; the API takes any other too. */
export const SPOKEN = (
  "am ar as ay az be bg bi bm bn bs ca ceb cs da de din dz el en es et fa ff fi fil fr fuc ga gn gu ha he " +
  "hi hr ht hu hy id ig it ja ka kea kg kk km kn ko kr ku ky lg ln lo lt lv mai mg mi mk ml mn mr ms " +
  "mt my ne nl no nus ny om or pa pl ps pt qu rhg rn ro ru rw sd sg shi si sk sl sn so sq sr sv sw ta " +
  "te tet tg th ti tk tn tr ts ug uk umb ur uz vi wo xh yo zgh zh zu"
).split(" ");

export function named(codes: string[], type: "region" | "language", language: string) {
  const names = new Intl.DisplayNames(language, { type, fallback: "none" });
  const order = new Intl.Collator(language);
  return codes
    .flatMap((value) => {
      const label = names.of(value);
      return label ? [{ value, label }] : [];
    })
    .sort((one, other) => order.compare(one.label, other.label));
}

export function nameOf(code: string, type: "region" | "language", language: string): string {
  return new Intl.DisplayNames(language, { type }).of(code) ?? code;
}
