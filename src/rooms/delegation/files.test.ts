import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, opensInline, servedType, unknownType, whyNotRemove } from './files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the type that a file is served as', () => {
  it('is what its bytes say, not what its name says', () => {
    expect(servedType('image/png', bytes('\x89PNG'), 'informe.pdf')).toBe('image/png');
    expect(servedType(null, bytes('Hola, ¿qué tal?\n'), 'nota.png')).toBe('text/plain');
  });

  it('is unknown for whatever a browser would run', () => {
    const markup = ['<!doctype html><script>', '  <svg onload=x>', '<?xml version="1.0"?>', '\n<b>'];
    for (const text of markup) expect(servedType(null, bytes(text), 'nota.txt')).toBe(unknownType);
    expect(servedType(null, bytes('hola'), 'pagina.HTML')).toBe(unknownType);
    expect(servedType(null, bytes('alert(1)'), 'x.js')).toBe(unknownType);
    expect(servedType('application/xml', bytes(''), 'a.txt')).toBe(unknownType);
    expect(servedType('image/svg+xml', bytes(''), 'a.png')).toBe(unknownType);
  });

  it('is text also where the last character is cut, and unknown for bytes that are no text', () => {
    expect(servedType(null, bytes('año').subarray(0, 2), 'a.txt')).toBe('text/plain');
    expect(servedType(null, new Uint8Array([0, 1, 2, 255]), 'a.txt')).toBe(unknownType);
  });

  it('opens in place for pictures and PDF only', () => {
    expect(['image/png', 'application/pdf'].every(opensInline)).toBe(true);
    expect(['text/plain', 'image/svg+xml', 'text/html', unknownType].some(opensInline)).toBe(false);
  });
});

describe('the name of a file', () => {
  it('is its own, without folders, control characters and marks that turn the writing', () => {
    expect(cleanFileName('C:\\Users\\ana\\Informe final.pdf')).toBe('Informe final.pdf');
    expect(cleanFileName('../../etc/passwd')).toBe('passwd');
    expect(cleanFileName('factura\u202Efdp.exe')).toBe('facturafdp.exe');
    expect(cleanFileName('a\r\nSet-Cookie: x.txt')).toBe('aSet-Cookie x.txt');
    expect(cleanFileName('تقرير.pdf')).toBe('تقرير.pdf');
  });

  it('is never empty, and keeps its ending when it is cut', () => {
    expect(cleanFileName('..')).toBe('file');
    expect(cleanFileName('/')).toBe('file');
    const long = cleanFileName(`${'😀'.repeat(300)}.pdf`);
    expect(long.endsWith('.pdf')).toBe(true);
    expect([...long]).toHaveLength(120);
  });

  it('is safe whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (raw) => {
        expect(cleanFileName(raw)).toMatch(/^[^\u0000-\u001f"/\\]+$/);
        expect(cleanFileName(cleanFileName(raw))).toBe(cleanFileName(raw));
      }),
    );
  });
});

describe('taking a file away', () => {
  const own = { isOwn: true, isDelivered: false };
  const standing = { state: 'draft', isArchived: false, isOwn: true } as const;

  it('is for who attached it, while the brief is a draft', () => {
    expect(whyNotRemove(own, standing, 'member')).toBeNull();
    expect(whyNotRemove({ ...own, isOwn: false }, standing, 'principal')).toBe('not_your_file');
    expect(whyNotRemove(own, { ...standing, state: 'sent' }, 'member')).toBe('file_in_use');
    expect(whyNotRemove(own, { ...standing, isArchived: true }, 'member')).toBe('file_in_use');
  });

  it('is open to an assistant at work until the file is delivered', () => {
    const atWork = { ...standing, state: 'promised' } as const;
    expect(whyNotRemove(own, atWork, 'assistant')).toBeNull();
    expect(whyNotRemove({ ...own, isDelivered: true }, atWork, 'assistant')).toBe('file_in_use');
  });
});
