import type { AppRpc } from '#e2e/fixtures/rpc.ts';

const more: readonly { name: string; industry: string; projects: readonly string[] }[] = [
  { name: 'Bäckerei Hofmann', industry: 'food', projects: ['Online shop', 'Menu cards'] },
  { name: 'Studio Rossi', industry: 'architecture', projects: ['Portfolio site'] },
  { name: 'Kanzlei Brandt & Partner', industry: 'law', projects: ['Intranet', 'Letterhead'] },
  { name: 'Fjord Kayaks', industry: 'tourism', projects: ['Booking page'] },
  { name: 'Café Morgenrot', industry: 'food', projects: ['Signage'] },
  { name: 'Ottica Bianchi', industry: 'retail', projects: ['Spring campaign', 'Newsletter'] },
  { name: 'Praxis Dr. Yılmaz', industry: 'health', projects: ['Patient forms'] },
  { name: 'Verein Grüne Höfe', industry: 'non-profit', projects: ['Annual report'] },
];

/** The rest of a freelancer's twelve clients, beside those that the other samples make. */
export async function makeSampleClients(rpc: AppRpc): Promise<void> {
  for (const { name, industry, projects } of more) {
    const client = await rpc.clients.create({ name, industry });
    for (const project of projects) await rpc.projects.create({ name: project, clientId: client.id });
  }
}
