import { DeviceRefusal, type DeviceAnswer, type DevicePower, type DeviceRequest } from '#backend/agents/tools/index.ts';

/** A device in memory that answers one thing, and keeps what it was asked. */
export function createRecordingDevice(answer: DeviceAnswer | { error: string; code: string }): {
  power: DevicePower;
  asked: DeviceRequest[];
  summaries: string[];
} {
  const asked: DeviceRequest[] = [];
  const summaries: string[] = [];
  const power: DevicePower = {
    call: async ({ summary, ...request }) => {
      asked.push(request);
      if ('error' in answer) throw new DeviceRefusal({ code: answer.code, message: answer.error });
      summaries.push(summary(answer));
      return answer;
    },
  };
  return { power, asked, summaries };
}
