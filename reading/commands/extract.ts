import { runReadCommand } from './read-command.ts';

await runReadCommand({
  usage:
    'extract FILE… [--json], or --jsonl with {id, name, content | content_base64, reference_time?, zone?, language?} a line on standard input',
  readOne: async (reader, input) => {
    const { dates, tasks, amounts, is_bulk, bulk } = (await reader.extract(input)).extracted;
    return { dates, tasks, amounts, is_bulk, ...(bulk === undefined ? {} : { bulk }) };
  },
  show: (result) => JSON.stringify(result, null, 2),
});
