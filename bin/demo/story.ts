import type { DemoPerson, EngagementKey } from './cast.ts';

/** How far a brief has come; each step includes those before it. */
export type Ending =
  | 'draft'
  | 'sent'
  | 'said_back'
  | 'understood'
  | 'promised'
  | 'asked'
  | 'delivered'
  | 'changes'
  | 'accepted'
  | 'declined';

/** A brief of the demo, told from its end: the steps before it follow from how far it has come. */
export type Told = {
  engagement: EngagementKey;
  by: DemoPerson['key'];
  /** Days before today on which it was begun, and days from then until the wished date. */
  began: number;
  wishedIn: number;
  title: string;
  outcome: string;
  context?: string;
  criteria: string[];
  why: string;
  autonomy: 1 | 2 | 3 | 4 | 5;
  effortMinutes?: number;
  limitMinutes?: number;
  toConsult?: string;
  links?: string[];
  question?: { text: string; answer?: string };
  teachBack?: string;
  correction?: string;
  messages?: { by: DemoPerson['key']; text: string }[];
  note?: string;
  changes?: string;
  reason?: string;
  ending: Ending;
};

export const told: readonly Told[] = [
  {
    engagement: 'lumbre',
    by: 'marcos',
    began: 148,
    wishedIn: 6,
    title: 'Ordenar la carpeta de proyectos de 2025',
    outcome: 'Cualquiera del estudio encuentra un plano en menos de un minuto.',
    criteria: ['Una carpeta por proyecto, con el mismo índice', 'Ningún archivo fuera de su proyecto'],
    why: 'La semana siguiente empieza una obra y hay que compartir los planos.',
    autonomy: 2,
    effortMinutes: 360,
    teachBack:
      'Ordeno los 14 proyectos de 2025 con el índice que me pasaste y dejo aparte lo que no sepa dónde va, sin borrar nada.',
    note: 'Los 14 proyectos están ordenados. En «Por decidir» quedaron nueve archivos con mi propuesta al lado.',
    ending: 'accepted',
  },
  {
    engagement: 'lumbre',
    by: 'marcos',
    began: 131,
    wishedIn: 5,
    title: 'Confirmar las visitas de obra de julio',
    outcome: 'Cada visita tiene fecha, dirección y la persona que abre.',
    criteria: ['Las cinco visitas están en el calendario compartido', 'Cada una con un teléfono de contacto'],
    why: 'Los billetes se compran el lunes.',
    autonomy: 3,
    effortMinutes: 120,
    teachBack:
      'Llamo a las cinco obras, propongo dos fechas a cada una y las dejo en el calendario con quien abre.',
    note: 'Cinco visitas confirmadas. La de Lorca pasa al jueves porque el ascensor está en revisión.',
    ending: 'accepted',
  },
  {
    engagement: 'lumbre',
    by: 'nerea',
    began: 97,
    wishedIn: 8,
    title: 'Presupuestos de tres carpinterías',
    outcome: 'Poder comparar tres presupuestos de la misma cocina en una tabla.',
    context: 'Es la cocina del piso de la calle Platería. Las medidas están en el plano 03.',
    criteria: [
      'Tres presupuestos con las mismas medidas',
      'Plazo de entrega y condiciones de pago de cada uno',
    ],
    why: 'La reunión con los propietarios es ese viernes.',
    autonomy: 2,
    effortMinutes: 240,
    limitMinutes: 300,
    question: {
      text: '¿Pido también el precio del montaje, o lo hace la empresa de la obra?',
      answer: 'Pide el montaje por separado, así lo comparamos.',
    },
    teachBack:
      'Pido presupuesto a tres carpinterías de Murcia con las medidas del plano 03 y el montaje aparte, y lo entrego en una tabla.',
    note: 'Tabla con los tres presupuestos. El segundo incluye tiradores; lo marqué para que compares bien.',
    changes: 'Falta el plazo de entrega de la tercera carpintería.',
    ending: 'accepted',
  },
  {
    engagement: 'lumbre',
    by: 'marcos',
    began: 62,
    wishedIn: 4,
    title: 'Reservar sala y comida para el cierre de obra',
    outcome: 'Doce personas comen bien cerca de la obra el día 30.',
    criteria: ['Mesa confirmada por escrito', 'Menú con una opción vegetariana'],
    why: 'Se invita a las empresas que trabajaron.',
    autonomy: 4,
    effortMinutes: 60,
    limitMinutes: 90,
    teachBack:
      'Reservo para doce personas el día 30, a menos de diez minutos de la obra, con opción vegetariana y hasta 25 EUR por persona.',
    note: 'Mesa a nombre del estudio a las 14:30. La confirmación está adjunta en tu correo.',
    ending: 'accepted',
  },
  {
    engagement: 'lumbre',
    by: 'marcos',
    began: 27,
    wishedIn: 9,
    title: 'Preparar el dossier para la licitación del centro cívico',
    outcome: 'Un dossier completo, listo para firmar y subir.',
    context: 'Las bases están en el enlace. El anexo IV lo rellena el estudio.',
    criteria: [
      'Todos los anexos de la lista de las bases',
      'Un solo PDF de menos de 20 MB',
      'Índice con páginas',
    ],
    why: 'El plazo de presentación cierra al día siguiente.',
    autonomy: 2,
    effortMinutes: 480,
    links: ['https://licitaciones.example.org/centro-civico'],
    question: {
      text: '¿Uso los certificados de obra de 2023 o esperamos los de este año?',
      answer: 'Los de este año; Nerea te los manda el martes.',
    },
    teachBack:
      'Reúno los anexos de la lista, menos el IV, con los certificados de este año, y los uno en un PDF con índice.',
    messages: [
      { by: 'nerea', text: 'Te dejé los certificados en la carpeta de la licitación.' },
      { by: 'lucia', text: 'Recibidos. Con esto solo falta el anexo IV.' },
    ],
    note: 'Dossier completo con el anexo IV que mandó Nerea. Pesa 14 MB.',
    ending: 'accepted',
  },
  {
    engagement: 'lumbre',
    by: 'nerea',
    began: 9,
    wishedIn: 12,
    title: 'Actualizar la web con los tres proyectos nuevos',
    outcome: 'Los tres proyectos terminados este año se ven en la web, con fotos y ficha.',
    context: 'Las fotos están elegidas en la carpeta «Web 2026». Los textos, en borrador.',
    criteria: [
      'Ficha con año, superficie y equipo',
      'Fotos en el orden de la carpeta',
      'Textos revisados por Marcos antes de publicar',
    ],
    why: 'Sale un artículo en una revista y enlaza a la web.',
    autonomy: 3,
    effortMinutes: 300,
    toConsult: 'Cualquier cambio en los textos.',
    teachBack:
      'Publico las tres fichas con las fotos en el orden de la carpeta. Mando los textos a Marcos antes y no los cambio por mi cuenta.',
    messages: [
      { by: 'lucia', text: 'La ficha de Águilas ya está en la vista previa; el enlace va en la carpeta.' },
    ],
    ending: 'promised',
  },
  {
    engagement: 'lumbre',
    by: 'marcos',
    began: 6,
    wishedIn: 7,
    title: 'Comparar seguros de responsabilidad civil',
    outcome: 'Decidir el seguro del estudio con tres ofertas delante.',
    criteria: ['Tres ofertas con la misma cobertura', 'Franquicia y exclusiones de cada una, en una página'],
    why: 'La póliza actual vence a fin de mes.',
    autonomy: 2,
    effortMinutes: 180,
    teachBack:
      'Pido tres ofertas con la cobertura de la póliza actual y resumo franquicia y exclusiones en una página.',
    note: 'Tres ofertas resumidas en una página. La segunda excluye las obras de rehabilitación: lo marqué arriba.',
    ending: 'delivered',
  },
  {
    engagement: 'lumbre',
    by: 'marcos',
    began: 3,
    wishedIn: 10,
    title: 'Organizar el viaje a la feria de Valencia',
    outcome: 'Dos personas van y vuelven con hotel y entradas resueltos.',
    criteria: [
      'Billetes de tren de ida y vuelta',
      'Hotel a menos de 20 minutos de la feria',
      'Entradas a nombre de cada persona',
    ],
    why: 'Los precios suben la semana que viene.',
    autonomy: 4,
    effortMinutes: 120,
    teachBack:
      'Compro tren y entradas para dos personas y reservo hotel cerca de la feria, hasta 500 EUR en total.',
    question: {
      text: '¿La vuelta el viernes por la tarde o el sábado por la mañana? Hay 40 EUR de diferencia.',
    },
    ending: 'asked',
  },
  {
    engagement: 'northway',
    by: 'grace',
    began: 70,
    wishedIn: 5,
    title: 'Move the booking list into a calendar',
    outcome: 'Every lesson of this term shows in a shared calendar, with tutor and pupil.',
    criteria: ['All 46 lessons are in', 'Each tutor sees only their own'],
    why: 'The new term begins the Monday after.',
    autonomy: 2,
    effortMinutes: 240,
    teachBack:
      'I enter the 46 lessons from your list, one calendar a tutor, and share each with its tutor only.',
    note: 'All 46 lessons are in. Two had the same room at the same time: I moved the later one by 30 minutes and marked it.',
    ending: 'accepted',
  },
  {
    engagement: 'northway',
    by: 'grace',
    began: 45,
    wishedIn: 6,
    title: 'October newsletter to parents',
    outcome: 'Parents know the dates of the mock exams and how to book extra hours.',
    criteria: ['The three dates and the booking link', 'Sent to the list of current parents only'],
    why: 'Parents plan half-term now.',
    autonomy: 3,
    effortMinutes: 150,
    teachBack:
      'I write it from your notes, show you the draft, and send it to the current parents after your yes.',
    correction: 'No need to show me the draft this time: send it once the dates are checked with Tom.',
    note: 'Sent to 118 parents after Tom confirmed the dates. Three addresses bounced; they are in the sheet.',
    ending: 'accepted',
  },
  {
    engagement: 'northway',
    by: 'grace',
    began: 5,
    wishedIn: 9,
    title: 'Collect feedback from the autumn term',
    outcome: 'I can read in one page what parents and tutors would change.',
    criteria: [
      'A form with no more than six questions',
      'At least 40 answers',
      'One page with the five points named most',
    ],
    why: 'Tutors meet the Thursday after to plan spring.',
    autonomy: 3,
    effortMinutes: 300,
    limitMinutes: 360,
    teachBack:
      'I make a form of six questions, send it to parents and tutors, remind once, and sum up the five points named most on one page.',
    ending: 'understood',
  },
  {
    engagement: 'northway',
    by: 'grace',
    began: 2,
    wishedIn: 8,
    title: 'Find three venues for the open day',
    outcome: 'I can choose a venue for 80 people in January.',
    criteria: ['Three venues with price, capacity and step-free access', 'Free on one of the two Saturdays'],
    why: 'The printer needs the address for the leaflets.',
    autonomy: 2,
    effortMinutes: 180,
    teachBack:
      'I look for three venues for 80 people, free on 16 or 23 January, with step-free access, and give you price and contact for each.',
    ending: 'said_back',
  },
  {
    engagement: 'northway',
    by: 'grace',
    began: 1,
    wishedIn: 11,
    title: 'Chase the seven unpaid October invoices',
    outcome: 'Every family with an open invoice has had a friendly reminder and an answer is noted.',
    criteria: ['Seven reminders sent', 'Each answer stands in the sheet'],
    why: 'The accounts close at the end of the month.',
    autonomy: 2,
    effortMinutes: 90,
    ending: 'sent',
  },
  {
    engagement: 'horno',
    by: 'irene',
    began: 1,
    wishedIn: 13,
    title: 'Pasar los pedidos de empresas a una hoja',
    outcome: 'Cada pedido de empresa está en una hoja que se puede consultar desde el obrador.',
    criteria: ['Un pedido por fila, con fecha y hora de entrega'],
    why: 'En diciembre los pedidos se duplican.',
    autonomy: 2,
    ending: 'draft',
  },
];
