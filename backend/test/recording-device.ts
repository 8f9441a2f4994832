import { DeviceRefusal, type DeviceAnswer, type DevicePower, type DeviceRequest } from '#backend/agents/tools/index.ts';

type Answer = DeviceAnswer | { error: string; code: string };

/** A device in memory that answers one thing, or by the request, and keeps what it was asked. */
export function createRecordingDevice(answer: Answer | ((request: DeviceRequest) => Answer)): {
  power: DevicePower;
  asked: DeviceRequest[];
  summaries: string[];
} {
  const asked: DeviceRequest[] = [];
  const summaries: string[] = [];
  const power: DevicePower = {
    call: async ({ summary, ...request }) => {
      asked.push(request);
      const said = typeof answer === 'function' ? answer(request) : answer;
      if ('error' in said) throw new DeviceRefusal({ code: said.code, message: said.error });
      summaries.push(summary(said));
      return said;
    },
  };
  return { power, asked, summaries };
}
