// A photograph is made smaller before it is sent: upright, at most 2,000 pixels a side. Small ones stay as they are.
const MOST_PIXELS = 2000;
const SMALL = 600_000; // bytes that a slow line carries in a few seconds
const QUALITY = 0.85;

// The smaller file, or the same one where that is not possible or would gain nothing.
export async function scaled(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= SMALL) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const blob = await encoded(picture, file.type);
    picture.close();
    return blob && blob.type === file.type && blob.size < file.size
      ? new File([blob], file.name, { type: file.type, lastModified: file.lastModified })
      : file;
  } catch {
    return file; // an old browser, or a file that is no picture: the server looks at it as it is
  }
}

function encoded(picture, type) {
  const share = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * share);
  canvas.height = Math.round(picture.height * share);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, type, QUALITY));
}

// Puts a file into an input as if it had been chosen there.
export function put(file, input) {
  const chosen = new DataTransfer();
  chosen.items.add(file);
  input.files = chosen.files;
}
