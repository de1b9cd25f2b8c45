import { describe, expect, it } from 'vitest';
import { writtenAnew } from './reply-text.ts';

/** What a mail says all in all, and what of it is new. */
const cases: Record<string, [whole: string, anew: string]> = {
  'Gmail in Spanish': [
    'De acuerdo, adelante.\n\nEl lun, 3 nov 2026 a las 10:12, Ana Ruiz (<reply+x@example.org>) escribió:\n\n> Así lo entendí:\n> llamo a las 40 personas',
    'De acuerdo, adelante.',
  ],
  'Gmail in Spanish, broken over two lines': [
    'Sí\n\nEl lun, 3 nov 2026 a las 10:12, Ana Ruiz de la Fuente (<\nreply+abc@example.org>) escribió:\n\n> hola',
    'Sí',
  ],
  'Gmail in Portuguese': [
    'Pode seguir.\n\nEm seg., 3 de nov. de 2026 às 10:12, Ana Ruiz <ana@example.org> escreveu:\n> Entendi assim',
    'Pode seguir.',
  ],
  'Gmail in English': [
    'Go ahead\n\nOn Mon, Nov 3, 2026 at 10:12 AM Ana Ruiz <ana@example.org> wrote:\n\n> This is how I understood it',
    'Go ahead',
  ],
  'Apple Mail in Spanish': [
    'Perfecto\n\nEnviado desde mi iPhone\n\n> El 3 nov 2026, a las 10:12, Ana Ruiz <ana@example.org> escribió:\n> \n> Así lo entendí',
    'Perfecto',
  ],
  'Thunderbird in Spanish': ['Vale\n\nEl 3/11/26 a las 10:12, Ana Ruiz escribió:\n> Así lo entendí', 'Vale'],
  'Thunderbird in Portuguese': ['Certo\n\nEm 03/11/2026 10:12, Ana Ruiz escreveu:\n> Entendi', 'Certo'],
  'Yahoo in Spanish': [
    'Correcto\n\n   El lunes, 3 de noviembre de 2026, 10:12:33 CET, Ana Ruiz <ana@example.org> escribió:\n \n Así lo entendí',
    'Correcto',
  ],
  'Outlook in Spanish': [
    'Falta la columna de teléfonos.\n\n________________________________\nDe: Ana Ruiz <ana@example.org>\nEnviado: lunes, 3 de noviembre de 2026 10:12\nPara: Bruno\nAsunto: Entrega\n\nAquí está la lista',
    'Falta la columna de teléfonos.',
  ],
  'Outlook for desktops in Spanish': [
    'Está bien así.\n\nDe: Ana Ruiz <ana@example.org> \nEnviado el: lunes, 3 de noviembre de 2026 10:12\nPara: Bruno <bruno@example.org>\nAsunto: Entrega\n\nAquí está',
    'Está bien así.',
  ],
  'Outlook in Portuguese': [
    'Ok\n\nDe: Ana Ruiz <ana@example.org>\nEnviada em: segunda-feira, 3 de novembro de 2026 10:12\nPara: Bruno\nAssunto: Entrega\n\nAqui',
    'Ok',
  ],
  'Outlook in English': [
    'Looks good\n\nFrom: Ana Ruiz <ana@example.org>\nSent: Monday, November 3, 2026 10:12 AM\nTo: Bruno\nSubject: Delivery\n\nHere it is',
    'Looks good',
  ],
  'Outlook with bold names': [
    'Sí\n\n*De:* Ana Ruiz <ana@example.org>\n*Enviado:* lunes\n*Para:* Bruno\n*Asunto:* Entrega\n\nAquí',
    'Sí',
  ],
  'an old Outlook': ['Bien\n\n-----Mensaje original-----\nDe: Ana\nAsunto: Entrega\n\nAquí', 'Bien'],
  'an old Outlook in English': ['Fine\n\n-----Original Message-----\nFrom: Ana\n\nHere', 'Fine'],
  'a date first': ['Listo\n\n2026-11-03 10:12 GMT+01:00 Ana Ruiz <ana@example.org>:\n\n> Así', 'Listo'],
  'answers between the quoted lines': [
    'El 3/11/26 a las 10:12, Ana escribió:\n> 1. ¿Cuántas?\n\nCuarenta\n\n> 2. ¿Cuándo?\n\nEl lunes',
    'Cuarenta\n\nEl lunes',
  ],
  'an answer below the quotation': [
    'El 3/11/26 a las 10:12, Ana escribió:\n> ¿Cuántas?\n\nCuarenta',
    'Cuarenta',
  ],
  'quoted lines without an announcement': ['> ¿Cuántas?\nCuarenta', 'Cuarenta'],
  'a telephone': ['Adelante\n\nEnviado desde mi teléfono', 'Adelante'],
  'a telephone in English': ['Go on\n\nSent from my iPhone', 'Go on'],
  'a telephone in Portuguese': ['Pode\n\nEnviado do meu iPhone', 'Pode'],
  'an app that praises itself': ['Adelante\n\nObtener Outlook para Android', 'Adelante'],
  'the signature mark': ['Sí, adelante.\n\n-- \nBruno Gil\nEstudio Lumbre\n+34 600 000 000', 'Sí, adelante.'],
  'a farewell with a card': ['Está perfecto.\n\nUn saludo,\nBruno Gil\nEstudio Lumbre', 'Está perfecto.'],
  'a farewell in English': ['All good.\n\nKind regards,\nBruno', 'All good.'],
  'a farewell in Portuguese': ['Tudo certo.\n\nAbraços,\nBruno', 'Tudo certo.'],
  'an embrace': ['Gracias por todo.\n\nUn abrazo', 'Gracias por todo.'],
  'a disclaimer in Spanish': [
    'De acuerdo.\n\nAVISO LEGAL: Este mensaje y sus archivos son confidenciales y van dirigidos\na su destinatario.',
    'De acuerdo.',
  ],
  'a disclaimer about data': [
    'De acuerdo.\n\nEn cumplimiento del Reglamento (UE) 2016/679 le informamos de que sus datos personales…',
    'De acuerdo.',
  ],
  'a disclaimer in English': [
    'Approved.\n\nThis e-mail and any attachments are confidential and intended solely for the addressee.',
    'Approved.',
  ],
  'a firm that loves trees': ['Sí.\n\nAntes de imprimir este correo, piensa en el medio ambiente.', 'Sí.'],
  'a farewell, a card and a disclaimer': [
    'Sí.\n\nSaludos cordiales,\nBruno\n\nEste correo es confidencial y para su destinatario.\nSi no lo es, bórrelo.',
    'Sí.',
  ],
  'lines end as on Windows': ['Sí\r\n\r\nEl 3/11/26 a las 10:12, Ana escribió:\r\n> Así', 'Sí'],
  'hard spaces': ['Sí\n\nEl lun, 3 nov 2026 a las 10:12, Ana Ruiz (<a@example.org>) escribió:\n> Así', 'Sí'],
  'nothing but a quotation': ['El 3/11/26 a las 10:12, Ana escribió:\n> Así lo entendí', ''],
  'nothing at all': ['\n \n', ''],
};

describe('what somebody wrote anew', () => {
  it.each(Object.entries(cases))('%s', (_name, [whole, anew]) => {
    expect(writtenAnew(whole)).toBe(anew);
  });
});

describe('what looks like a quotation and is none', () => {
  it.each([
    'El cliente me escribió: quiere otra fecha.',
    'De: las 40 personas, llama solo a 20.\nGracias',
    'Este mensaje es para Ana: llámala.',
    'Saludos a todo el equipo de mi parte, y dile a Ana que sí.',
    'Quedan tres cosas:\n- la lista\n- el correo\n- la factura',
    'On Monday I wrote to them and they agreed.',
  ])('%s', (text) => {
    expect(writtenAnew(text)).toBe(text);
  });
});

it('a long text full of announcements takes no time to cut', () => {
  const nasty = 'El lun, 3 nov 2026 a las 10:12, Ana '.repeat(5_000);
  const began = performance.now();
  writtenAnew(nasty);
  writtenAnew('On '.repeat(60_000));
  expect(performance.now() - began).toBeLessThan(2_000);
});
