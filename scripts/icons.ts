/**
 * Makes the program's icons from desktop/icons/icon.svg: `node scripts/icons.ts`, when the drawing changed. What it makes
 * is committed, so that packaging needs no browser.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { requireChromium } from './chromium.ts';

const folder = join(import.meta.dirname, '..', 'desktop', 'icons');
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8');

/** Windows' container: a directory of pictures, each a whole PNG. */
function ico(pictures: { size: number; png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** The Mac's container: a name for each size, its length, a PNG. */
function icns(pictures: { name: string; png: Buffer }[]): Buffer {
  const chunk = ({ name, data }: { name: string; data: Buffer }): Buffer => {
    const head = Buffer.alloc(8);
    head.write(name, 'latin1');
    head.writeUInt32BE(8 + data.length, 4);
    return Buffer.concat([head, data]);
  };
  return chunk({ name: 'icns', data: Buffer.concat(pictures.map(({ name, png }) => chunk({ name, data: png }))) });
}

const browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage();
const pictures = new Map<number, Buffer>();
for (const size of [16, 32, 48, 64, 128, 256, 512, 1024]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block;width:100vw}</style>${drawing}`);
  pictures.set(size, await page.screenshot({ omitBackground: true }));
}
await browser.close();

function picture(size: number): Buffer {
  const png = pictures.get(size);
  if (!png) throw new Error(`No picture of ${size} pixels was made.`);
  return png;
}

writeFileSync(join(folder, 'icon.png'), picture(1024));
writeFileSync(join(folder, 'icon.ico'), ico([16, 32, 48, 64, 128, 256].map((size) => ({ size, png: picture(size) }))));
const names = { icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };
writeFileSync(join(folder, 'icon.icns'), icns(Object.entries(names).map(([name, size]) => ({ name, png: picture(size) }))));
