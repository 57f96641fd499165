// Photos by tus-js-client (4): what an app tells it of Callout (../sync.md, 5). It goes on where it was cut.

import { Upload } from "tus-js-client";

import { NotAnswered } from "./callout.mjs";

/** @import { DetailedError, HttpRequest, HttpResponse, UploadOptions } from "tus-js-client" */

/** @typedef {{ id: string, file: Blob }} Photo  as its `photo.taken` names it; in Node a Buffer */

const PROBLEM = "application/problem+json";
/** So much at most is sent for nothing by a phone that does not know how much the server has already. */
const CHUNK_BYTES = 1024 * 1024;
const PAUSES_S = [1, 2, 4, 8, 16, 32];
/** Refusals by Callout after which the same photo is tried again at once; the client then asks how much is there. */
const AGAIN = new Set([
  "token_expired", "unauthenticated", "stalled", "not_found", "upload_offset", "upload_taken_over", "upload_checksum",
]);

/**
 * Bring the bytes of a photo whose manifest Callout has answered `applied` or `parked`. Once this resolves the photo
 * is stored, written to disk and with the right SHA-256; until then the phone keeps the bytes. One at a time for each
 * photo: two would take the upload from each other.
 *
 * Rejects with NotAnswered: `refusesPhoto` says whether to show the photo to its person; else try again later, after
 * a sync, whatever it was. The server keeps what it has for 30 days, and knows the upload by the photo alone: nothing
 * need be stored on the phone. With a `urlStorage` the client asks first, and sends no bytes for nothing.
 *
 * @param {Photo} photo
 * @param {{ url: string, token: (refused: boolean) => Promise<string>, signal?: AbortSignal } & UploadOptions} options
 *   the access token, a fresh one where the last was refused; what else tus-js-client may be told
 * @returns {Promise<void>}
 */
export function bring({ id, file }, { url, token, signal, ...more }) {
  let refused = false;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    /** @type {UploadOptions} */
    const ours = {
      endpoint: `${url}/v1/uploads`,
      metadata: { photo_id: id },
      // Spares a round trip; and the answer to a creation says how much is there, which the client reads only so.
      uploadDataDuringCreation: true,
      chunkSize: CHUNK_BYTES,
      // Random, so that phones that lost their network together do not come back together.
      retryDelays: PAUSES_S.map((pauseS) => Math.random() * 1000 * pauseS),
      // The client's own would take two photos that begin alike for one.
      fingerprint: async () => `callout ${url} ${id}`,
      storeFingerprintForResuming: more.urlStorage !== undefined,
      removeFingerprintOnSuccess: true,
      async onBeforeRequest(request) {
        // The token is for Callout alone, wherever a `Location` leads.
        if (!request.getURL().startsWith(`${url}/`)) throw new Error(`${request.getURL()} is not Callout`);
        request.setHeader("Authorization", `Bearer ${await token(refused)}`);
        refused = false;
        const body = sent(request, file, upload.options.chunkSize ?? CHUNK_BYTES);
        if (body) request.setHeader("Upload-Checksum", `sha256 ${await digest(body)}`);
      },
      onAfterResponse(_request, reply) {
        if (reply.getHeader("Tus-Resumable") || isProblem(reply)) return;
        // A proxy that takes no such body may take half of it.
        const { chunkSize = CHUNK_BYTES } = upload.options;
        if (reply.getStatus() === 413) upload.options.chunkSize = Math.ceil(Math.min(chunkSize, 2 * CHUNK_BYTES) / 2);
        // As if nothing had come: what a portal says is no answer.
        throw new Error(`Somebody on the way said ${reply.getStatus()}`);
      },
      onShouldRetry(error) {
        const { status, code } = answered(error);
        refused = status === 401;
        return code === undefined || status >= 500 || AGAIN.has(code);
      },
      onSuccess: () => resolve(),
      onError(error) {
        const { status, problem } = answered(error);
        reject(new NotAnswered(problem?.title ?? error.message, { status, problem }));
      },
    };
    const upload = new Upload(file, { ...ours, ...more });
    signal?.addEventListener("abort", () => {
      upload.abort().then(() => reject(signal.reason));
    });
    // A storage that cannot be read costs a chunk, no more.
    upload.findPreviousUploads().catch(() => []).then((kept) => {
      const previous = kept.find(({ uploadUrl }) => uploadUrl?.startsWith(`${url}/`));
      if (previous) upload.resumeFromPreviousUpload(previous);
      if (!signal?.aborted) upload.start();
    });
  });
}

/** Whether the same bytes would be refused again: keep them, and show the photo. @param {NotAnswered} error */
export const refusesPhoto = ({ status, problem }) => status === 413 || problem?.code === "photo_mismatch";

/** @param {HttpResponse} reply */
const isProblem = (reply) => (reply.getHeader("Content-Type") ?? "").startsWith(PROBLEM);

/** What Callout answered to the request that failed, if anything. @param {Error & Partial<DetailedError>} error */
function answered({ originalResponse: reply }) {
  const status = reply?.getStatus() ?? 0;
  if (!reply || !isProblem(reply)) return { status };
  try {
    const problem = JSON.parse(reply.getBody());
    return { status, problem, code: /** @type {string | undefined} */ (problem.code) };
  } catch {
    // Cut short on its way.
    return { status };
  }
}

/** The bytes that a request brings, if any. @param {HttpRequest} request @param {Blob} file @param {number} chunk */
function sent(request, file, chunk) {
  if (!request.getHeader("Content-Type")) return undefined;
  const offset = Number(request.getHeader("Upload-Offset") ?? 0);
  return file.slice(offset, offset + chunk);
}

/** The SHA-256 of some bytes, in base64. @param {Blob} bytes */
async function digest(bytes) {
  const hash = await crypto.subtle.digest("SHA-256", await new Response(bytes).arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}
