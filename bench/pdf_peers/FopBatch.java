import java.io.BufferedOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.fop.apps.FopFactory;

/** Many documents in one Java: `FopBatch CONFIGURATION FILE.fo...` writes FILE.fo.pdf beside each. */
public final class FopBatch {
    public static void main(String[] files) throws Exception {
        FopFactory factory = FopFactory.newInstance(new File(files[0]).getAbsoluteFile());
        TransformerFactory transformers = TransformerFactory.newInstance();
        for (int at = 1; at < files.length; at++) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(files[at] + ".pdf")))) {
                var fop = factory.newFop("application/pdf", out);
                transformers.newTransformer().transform(new StreamSource(new File(files[at])), new SAXResult(fop.getDefaultHandler()));
            }
        }
    }
}
