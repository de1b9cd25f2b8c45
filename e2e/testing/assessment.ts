/** Questions whose best answer is neither 4 on the scale nor the first option. */
const exceptions: Record<string, string | number> = {
  ...Object.fromEntries(['C4', 'D2', 'F3', 'P2', 'P3', 'O2', 'Q6'].map((reversed) => [reversed, 0])),
  D1: 'd',
  A6: 'b',
};
const choices = ['T4', 'C6', 'D1', 'D5', 'F2', 'P5', 'P6', 'O3', 'O6', 'Q5'];
const questions = { T: 5, C: 6, D: 5, F: 5, P: 6, O: 6, Q: 6, A: 6, S: 6 };

/** The answers of somebody who meets all seven requirements, by the id of the question. */
export const bestAnswers: Record<string, string | number> = Object.fromEntries(
  Object.entries(questions).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => {
      const id = `${letter}${index + 1}`;
      const isChoice = letter === 'A' || letter === 'S' || choices.includes(id);
      return [id, exceptions[id] ?? (isChoice ? 'a' : 4)];
    }),
  ),
);

/** Takes the self-assessment by the API; gives the secret of its result's link. */
export async function takeSelfAssessment(
  origin: string,
  given: Record<string, string> = {},
): Promise<string> {
  const call = async (method: string, path: string, input: object) => {
    const answer = await fetch(`${origin}/api/v1/assessments${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { secret } = await call('POST', '', { form: 'full' });
  await call('PATCH', `/${secret}/answers`, { answers: { ...bestAnswers, ...given } });
  await call('POST', `/${secret}/finish`, {});
  return secret;
}
