const WIDTH = 794;
const HEIGHT = 1123;

/** A page with that title, as a picture: something to send when nothing real is at hand. It says of itself that it is an example. */
export async function exampleDocument(kind: string, lines: readonly string[]): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = '#1f1f1f';
  pen.textAlign = 'center';
  pen.font = '34px serif';
  pen.fillText(kind, WIDTH / 2, 150);
  pen.textAlign = 'left';
  pen.font = '20px serif';
  lines.forEach((line, at) => pen.fillText(line, 90, 230 + at * 40));
  const blob = await new Promise<Blob>((done, failed) => canvas.toBlob((made) => (made === null ? failed(new Error('no picture')) : done(made)), 'image/png'));
  return new File([blob], `${kind}.png`, { type: 'image/png' });
}
