/** The colours of the light theme, for what is drawn on the server. */
export const COLOURS = {
  paper: '#f8f3e9',
  sunken: '#f0e9da',
  ink: '#25221b',
  soft: '#5c5546',
  line: '#e0d6c2',
  edge: '#857b68',
  leaf: '#2c5b45',
  leafSoft: '#e1ebdd',
  clay: '#b4532f',
  claySoft: '#f8e4d7',
  clayInk: '#8a3d1f',
  cautionInk: '#694800',
  cautionSoft: '#f8ebc4',
  danger: '#a1302a',
  infoSoft: '#dfe9ef',
  infoInk: '#27506a',
};
