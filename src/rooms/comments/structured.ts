import type { ShownComment } from './visitors.operations.server.ts';

/** What schema.org calls what visitors said: a question with the practice's answer, or a comment with its reply. */
export function structuredComments(comments: readonly ShownComment[], practice: string): object[] {
  return comments.map(({ kind, name, text, language, shownAt, answer, answeredAt }) => {
    const said = {
      author: { '@type': 'Person', name },
      datePublished: shownAt,
      inLanguage: language,
      text,
    };
    const answered = answer !== null && {
      '@type': kind === 'question' ? 'Answer' : 'Comment',
      author: { '@type': 'Organization', name: practice },
      datePublished: answeredAt,
      text: answer,
    };
    return kind === 'question'
      ? {
          '@type': 'Question',
          ...said,
          answerCount: answered ? 1 : 0,
          ...(answered && { acceptedAnswer: answered }),
        }
      : { '@type': 'Comment', ...said, ...(answered && { comment: answered }) };
  });
}
