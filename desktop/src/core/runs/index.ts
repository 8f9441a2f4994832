export { createRunRepository, type Run, type RunRepository } from './run-repository.ts';
export { createRunIntake, type RequestsOfRuns, type RunIntake } from './run-intake.ts';
