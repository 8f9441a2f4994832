/** Lines that phones and mail programs add under a text. */
const patterns = [
  /^sent (?:from|via|with|using) (?:my |a |the |an )?(?:[^\s,]+ ){0,6}?(?:iphone|ipad|ipod|blackberry|android|samsung|galaxy|htc|nokia|lg|huawei|xiaomi|motorola|windows|phone|mobile|smartphone|outlook|yahoo|mail|gmail|proton|protonmail|nine|airmail|spark|mailbox|superhuman|handheld|device|tablet|pixel|treo|palm|wireless|verizon|at&t|t-mobile|thunderbird|hey|canary|bluemail|k-9|sparrow|tutanota|boxer|aquamail|notes|front|edison|newton|polymail|xfinity)\b[^,]{0,60}$/i,
  /^sent from my(?:\s+[\w'’®™&+-]+){1,5}\.?$/i,
  /^sent from [A-Z].{0,40}$/,
  /^(?:get|download|try) (?:the )?(?:outlook|bluemail|spark|aquamail|airmail) (?:for|app)\b.{0,60}$/i,
  /^(?:inviato|spedito|mandato|scritto) (?:da|dal|con|tramite|dalla) (?:mio |mia |il mio |un )?.{1,50}$/i,
  /^(?:scarica|ottieni) outlook per .{1,30}$/i,
  /^(?:gesendet|geschickt|verschickt) (?:von|mit|über|via|aus)(?: meinem| meiner| der| einem)? .{1,60}$/i,
  /^(?:von meinem|von unterwegs|diese nachricht wurde von meinem|mit meinem) .{0,60}(?:gesendet|geschickt|verschickt)\.?$/i,
  /^von .{0,30}(?:iphone|ipad|android|samsung|handy|smartphone|mobiltelefon|mobilgerät|outlook|yahoo).{0,20} gesendet\.?$/i,
  /^(?:outlook für (?:ios|android)|holen sie sich outlook).{0,40}$/i,
  /^(?:envoyé|provenance|expédié) (?:de|depuis|à partir de|avec|via|par|:)(?: mon| ma)? ?.{1,50}$/i,
  /^(?:télécharger|obtenir|obtenez) outlook pour .{1,30}$/i,
  /^enviado (?:desde|do|de|a partir do|via|pelo|por|con|com|da)(?: mi| meu| o| minha)? ?.{1,50}$/i,
  /^(?:obtener|descargar|obter|baixar) (?:o )?outlook para .{1,30}$/i,
  /^(?:verstuurd|verzonden|gestuurd) (?:vanaf|met|via|vanuit)(?: mijn| een)? .{1,50}$/i,
  /^(?:outlook voor .{1,30} downloaden|download outlook voor .{1,20})$/i,
  /^wysłan[eoay] (?:z|za pomocą|przez|przy użyciu)(?: mojego| mojej)? .{1,50}$/i,
  /^(?:pobierz|uzyskaj) (?:program )?outlook .{1,30}$/i,
  /^отправлено (?:с|из|от|через)(?: моего| моей)? ?.{1,50}$/i,
  /^(?:скачать|получить|загрузить) outlook для .{1,20}$/i,
  /^(?:skickat|sänt) (?:från|med|via)(?: min| mitt)? .{1,50}$/i,
  /^(?:hämta|skaffa) outlook för .{1,20}$/i,
  /^sendt fra (?:min|mit) .{1,50}$/i,
  /^lähetetty .{1,50}$/i,
  /^sent on the .{1,40}$/i,
  /^please excuse (?:any |the |my )?(?:brevity|typos|spelling).{0,60}$/i,
  /^typed (?:on|with) .{0,40}(?:phone|thumbs).{0,30}$/i,
];

export function isMobileSignature(line: string): boolean {
  const text = line.trim().replace(/^[-–—*_~<([]+\s*|\s*[-–—*_~>)\]]+$/g, '');
  return text.length > 5 && text.length < 140 && patterns.some((pattern) => pattern.test(text));
}
