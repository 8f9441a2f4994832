import { runReadCommand } from './read-command.ts';

await runReadCommand({
  usage: 'preprocess FILE… [--json], or --jsonl with {id, name, content | content_base64} a line on standard input',
  readOne: async (reader, input) => {
    const { content_type, mime, metadata, clean_text, full_text, html, notes } = await reader.preprocess(input);
    return { content_type, mime, metadata, clean_text, full_text, ...(html === undefined ? {} : { html }), notes };
  },
  show: (result) =>
    `${String(result['file'])} (${String(result['content_type'])}, ${String(result['mime'])})\n\n${String(result['clean_text'])}\n`,
});
